/**
 * The part of the page script that writes a page down as HTML: as it stands now, shadow roots and written frames unfolded,
 * scripts, styles and templates left out, links behind handlers as `data-href`, and what tabs took away beside what took
 * its place. Uses the script's `kept`, `targets` and limits.
 */
export const writerSource = String.raw`const voids = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
  const dropped = new Set('style noscript template'.split(' '));
  const escapeText = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\u00a0/g, '&nbsp;');
  const escapeValue = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

  function put(out, state, text) {
    state.chars += text.length;
    if (state.chars > maxChars) { state.isCut = true; return; }
    out.push(text);
  }

  function writeNode(node, out, depth, state) {
    if (state.isCut) return;
    if (node.nodeType === 3) {
      put(out, state, escapeText(node.data));
      return;
    }
    if (node.nodeType !== 1) return;
    if (++state.nodes > maxNodes) { state.isCut = true; return; }
    const name = node.localName;
    if (dropped.has(name)) return;
    if (depth > maxDepth) {
      put(out, state, escapeText(node.textContent || ''));
      return;
    }
    const isData = name === 'script' && /ld\+json/i.test(node.type);
    if (name === 'script' && !isData && !state.keepsScripts) return;
    let tag = '<' + name;
    for (const { name: key, value } of node.attributes) {
      if (key === 'data-href' && targets.has(node)) continue;
      if (!/^[^\s"'<>/=]{1,100}$/.test(key)) continue;
      const kept = /^data:/i.test(value) && value.length > 200 ? 'data:,' : value.slice(0, 20000);
      tag += ' ' + key + '="' + escapeValue(kept) + '"';
    }
    if (targets.has(node)) tag += ' data-href="' + escapeValue(targets.get(node)) + '"';
    put(out, state, tag + '>');
    if (voids.has(name)) return;
    if (name === 'script') {
      if (isData) put(out, state, (node.textContent || '').replace(/<\/script/gi, '<\\/script'));
    } else writeChildren(node, out, depth + 1, state);
    put(out, state, '</' + name + '>');
    if (name === 'iframe' || name === 'frame') writeFrame(node, out, depth, state);
  }

  function writeChildren(node, out, depth, state) {
    if (node.localName === 'iframe') return;
    if (node.localName === 'slot') {
      const given = node.assignedNodes({ flatten: true });
      for (const child of given.length > 0 ? given : node.childNodes) writeNode(child, out, depth, state);
      return;
    }
    for (const child of (node.shadowRoot || node).childNodes) writeNode(child, out, depth, state);
    const older = kept.get(node);
    if (older === undefined) return;
    const now = [];
    for (const child of node.childNodes) writeNode(child, now, depth, { chars: 0, nodes: 0, isCut: false, keepsScripts: false });
    const seen = new Set([now.join('')]);
    for (const { label: words, html } of older) {
      if (seen.has(html) || now.join('').includes(html)) continue;
      seen.add(html);
      const inner = /^<t(?:r|body)\b/.test(html) && node.localName !== 'table' && node.localName !== 'tbody' ? '<table>' + html + '</table>' : html;
      const isRow = node.localName === 'table' || node.localName === 'tbody' || node.localName === 'ul' || node.localName === 'ol';
      put(out, state, isRow || words === '' ? inner : '<details><summary>' + escapeText(words) + '</summary>' + inner + '</details>');
    }
  }

  // A frame that the page wrote itself has no address to be opened at.
  function writeFrame(node, out, depth, state) {
    const src = (node.getAttribute('src') || '').trim();
    if (src !== '' && !/^(?:about:|blob:|javascript:)/i.test(src) && !node.hasAttribute('srcdoc')) return;
    let inner = null;
    try { inner = node.contentDocument; } catch {}
    if (inner === null || inner.body === null) return;
    put(out, state, '<div>');
    for (const child of inner.body.childNodes) writeNode(child, out, depth + 1, state);
    put(out, state, '</div>');
  }`;
