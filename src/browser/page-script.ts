import { writerSource } from './page-writer.ts';

/**
 * What runs inside a page, in a world of its own: it sees the page's elements and none of its variables, so that no
 * page can change what is read from it. JavaScript as text, because it is handed to the browser.
 *
 * Gives the world a global `oit`:
 * `measure()` → {nodes, links, chars, isBare}; `enterPressing()`: from here on nothing leads away from the page;
 * `hover()`; `scroll()`; `closeOverlay()` → boolean;
 * `press(kind)` → words of the control that was pressed, null when none is left; kinds: `menu`, `unfold`, `tab`, `more`;
 * `mark(words[])` → boolean: frames the innermost element with the first of them that is there; `probe()` → Promise of the number of links found behind handlers; `write(keepsScripts)` → {html, isCut}.
 */
export const pageScript = String.raw`(() => {
  if (globalThis.oit !== undefined) return;
  const maxNodes = 200000, maxChars = 8000000, maxDepth = 480, maxProbes = 200, maxKeptChars = 2000000;
  const moreWords = /^(?:โหลด(?:ข้อมูล)?เพิ่ม(?:เติม)?|ดูเพิ่ม(?:เติม)?|แสดงเพิ่ม(?:เติม)?|แสดงทั้งหมด|ดูทั้งหมด|เพิ่มเติม|(?:load|show|see|view) (?:more|all)|more)\s*[.…»>+▼]*$/i;
  const closeWords = /^(?:ปิด(?:หน้าต่าง)?|close|×|✕|✖|x|ข้าม|skip|dismiss|ไม่ต้องแสดงอีก|รับทราบ)$/i;
  const rejectWords = /^(?:ปฏิเสธ(?:ทั้งหมด)?|ไม่ยอมรับ|reject(?: all)?|decline|no,? thanks)$/i;
  const acceptWords = /^(?:ยอมรับ(?:ทั้งหมด|คุกกี้)?|ตกลง|อนุญาต(?:ทั้งหมด)?|เข้าใจแล้ว|accept(?: all)?(?: cookies)?|agree|i agree|allow(?: all)?|ok|got it)$/i;
  const actWords = /ออกจากระบบ|เข้าสู่ระบบ|ลงชื่อ|สมัคร|ลบ|ส่ง|บันทึก|โหวต|ลงคะแนน|ยืนยัน|ถูกใจ|แชร์|พิมพ์|ภาษา|log ?(?:in|out)|sign ?(?:in|out|up)|delete|remove|submit|send|save|vote|like|share|print|translate/i;
  const overlays = '[class*="cookie" i],[id*="cookie" i],[class*="consent" i],[id*="consent" i],[class*="pdpa" i],[id*="pdpa" i],[role="dialog"],[role="alertdialog"],dialog[open],[class*="popup" i],[id*="popup" i],[class*="modal" i],[id*="modal" i]';
  const pressed = new WeakSet();
  const closed = new WeakMap();
  const kept = new Map();
  const targets = new Map();
  let keptChars = 0, probing = null, mode = 'loading';

  const wordsOf = (el) => {
    const said = el.value && el.tagName === 'INPUT' ? el.value : el.textContent;
    const text = String(said || '').replace(/\s+/g, ' ').trim();
    return (text || el.getAttribute('aria-label') || el.getAttribute('title') || (el.querySelector('img[alt]') || {}).alt || '').trim();
  };
  const leads = (el) => {
    if (el.tagName !== 'A' && el.tagName !== 'AREA') return false;
    const href = (el.getAttribute('href') || '').trim();
    return href !== '' && !href.startsWith('#') && !/^javascript:/i.test(href);
  };
  const sends = (el) => {
    const type = (el.getAttribute('type') || '').toLowerCase();
    if (el.tagName === 'BUTTON') return el.form !== null && type !== 'button';
    if (el.tagName === 'INPUT') return type !== 'button';
    return el.tagName === 'SELECT' || el.tagName === 'TEXTAREA' || el.tagName === 'OPTION' || el.isContentEditable;
  };
  const mayPress = (el) => !pressed.has(el) && !leads(el) && !sends(el) && !el.disabled && el.closest('a[href]:not([href^="#"]):not([href^="javascript:" i])') === null;
  const act = (el) => {
    pressed.add(el);
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup']) {
      const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
      el.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, composed: true, button: 0 }));
    }
    el.click();
  };
  const all = (selector) => {
    const found = [];
    const roots = [document];
    for (let at = 0; at < roots.length && at < 200; at++) {
      for (const el of roots[at].querySelectorAll(selector)) found.push(el);
      if (at === 0 && document.body) {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
        for (let el = walker.nextNode(), n = 0; el && n < 50000; el = walker.nextNode(), n++) if (el.shadowRoot) roots.push(el.shadowRoot);
      }
    }
    return found;
  };

  const kinds = {
    menu: '.navbar-toggler,.menu-toggle,.navbar-toggle,.hamburger,button[aria-label*="menu" i],button[aria-label*="เมนู"],[aria-haspopup="true"][aria-expanded="false"],[data-toggle="dropdown"],[data-bs-toggle="dropdown"]',
    unfold: 'details:not([open]) > summary,[aria-expanded="false"],[data-toggle="collapse"],[data-bs-toggle="collapse"],.accordion-button,.accordion-header,.accordion-title,button.accordion,[class*="toggle-title"],[class*="accordion" i] > [class*="title" i]',
    tab: '[role="tab"],[data-toggle="tab"],[data-bs-toggle="tab"],[data-toggle="pill"],[data-bs-toggle="pill"]',
    more: 'button,[role="button"],a,input[type="button"],[class*="load-more" i],[class*="loadmore" i]',
  };
  const isField = (el) => /^(?:combobox|listbox|option|textbox|searchbox|slider|switch|checkbox|radio)$/.test(el.getAttribute('role') || '') || /^(?:listbox|dialog)$/.test(el.getAttribute('aria-haspopup') || '');
  const isOn = (el) => el.getAttribute('aria-selected') === 'true' || el.classList.contains('active') || el.parentElement?.classList.contains('active');

  // What a tab or a page of a list takes away is kept, under the words of what was open.
  let label = '';
  const observer = new MutationObserver((records) => {
    for (const { target, removedNodes } of records) {
      for (const node of removedNodes) {
        if (node.nodeType !== 1 || node.isConnected || keptChars > maxKeptChars) continue;
        if (!node.matches('a[href],tr,table') && node.querySelector('a[href],tr') === null) continue;
        const out = [];
        writeNode(node, out, 0, { chars: 0, nodes: 0, isCut: false, keepsScripts: false });
        const html = out.join('');
        keptChars += html.length;
        const list = kept.get(target) || [];
        list.push({ label, html });
        kept.set(target, list);
      }
    }
  });
  const watch = (isOnNow) => {
    observer.disconnect();
    if (isOnNow) observer.observe(document, { childList: true, subtree: true });
  };

  const press = (kind) => {
    for (const el of all(kinds[kind])) {
      if (!mayPress(el) || isField(el)) continue;
      const words = wordsOf(el);
      if (kind === 'more' ? !moreWords.test(words) : actWords.test(words)) continue;
      if (kind === 'tab') {
        if (isOn(el)) { pressed.add(el); continue; }
        const list = el.closest('[role="tablist"],.nav-tabs,.nav-pills,.tabs,ul');
        const active = list && [...list.querySelectorAll('[role="tab"],[data-toggle],[data-bs-toggle]')].find(isOn);
        label = active ? wordsOf(active) : '';
      } else label = '';
      if (kind === 'unfold' && el.getAttribute('aria-expanded') === 'true') { pressed.add(el); continue; }
      watch(kind === 'tab' || kind === 'more');
      act(el);
      // A button for more is pressed again as long as it brings more.
      if (kind === 'more') pressed.delete(el);
      return words.slice(0, 80) || kind;
    }
    return null;
  };

  const closeOverlay = () => {
    watch(false);
    for (const words of [closeWords, rejectWords, acceptWords]) {
      for (const box of all(overlays)) {
        const done = closed.get(box) || 0;
        if (done >= 3) continue;
        for (const el of box.querySelectorAll('button,[role="button"],a,input[type="button"],[class*="close" i],[data-dismiss],[data-bs-dismiss]')) {
          const isCross = words === closeWords && (el.hasAttribute('data-dismiss') || el.hasAttribute('data-bs-dismiss') || /(?:^|[-_ ])close(?:[-_ ]|$)/i.test(el.className));
          if (!mayPress(el) || !(words.test(wordsOf(el)) || isCross)) continue;
          closed.set(box, done + 1);
          act(el);
          return true;
        }
      }
    }
    return false;
  };

  const hover = () => {
    let count = 0;
    for (const el of document.querySelectorAll('nav li,[class*="menu" i] li,[id*="menu" i] li,[aria-haspopup]')) {
      if (count++ > 300) break;
      for (const type of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter']) {
        const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
        el.dispatchEvent(new Kind(type, { bubbles: type.endsWith('over'), composed: true }));
      }
    }
  };

  const resolve = (raw) => {
    try {
      const url = new URL(String(raw), document.baseURI);
      return /^https?:$/.test(url.protocol) ? url.href : null;
    } catch { return null; }
  };
  const note = (raw) => {
    const url = resolve(raw);
    const here = location.href.split('#')[0];
    if (probing !== null && url !== null && (url.split('#')[0] !== here || url.includes('#/')) && !targets.has(probing)) targets.set(probing, url);
  };
  navigation.addEventListener('navigate', (event) => {
    if (mode === 'loading' || (mode === 'pressing' && event.destination.sameDocument)) return;
    if (mode === 'shut' && event.formData === null) note(event.destination.url);
    if (event.cancelable) event.preventDefault();
  });
  // window.open is the page's own; its stand-in there tells through this event.
  document.addEventListener('oit-window-open', (event) => note(event.detail));

  const probe = async () => {
    watch(false);
    mode = 'shut';
    const found = [];
    for (const el of all('a,[onclick],[role="link"]')) {
      if (found.length >= maxProbes) break;
      if (pressed.has(el) || leads(el) || sends(el) || isField(el) || el.closest('form') !== null) continue;
      if (el.matches('[aria-expanded],[aria-controls],[data-toggle],[data-bs-toggle],[role="tab"],[download]')) continue;
      if (el.tagName === 'A' && (el.getAttribute('href') || '').length > 1 && (el.getAttribute('href') || '').startsWith('#')) continue;
      const words = wordsOf(el);
      if (words === '' || words.length > 400 || actWords.test(words) || closeWords.test(words) || moreWords.test(words)) continue;
      found.push(el);
    }
    for (const el of found) {
      if (!el.isConnected) continue;
      probing = el;
      try { el.click(); } catch {}
      await null;
    }
    probing = null;
    await new Promise((done) => setTimeout(done, 50));
    return targets.size;
  };

  ${writerSource}

  const squeeze = (text) => text.normalize('NFC').replace(/[\s\u200b]+/g, '').toLowerCase();
  const mark = (wanted) => {
    for (const words of wanted) {
      const needle = squeeze(words).slice(0, 60);
      if (needle.length < 2) continue;
      let found = null;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
      for (let el = walker.nextNode(), n = 0; el && n < 20000; el = walker.nextNode(), n++) {
        if (/^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(el.tagName) || el.getClientRects().length === 0) continue;
        if (squeeze(el.textContent || '').includes(needle)) found = el;
        else if (found !== null && !found.contains(el)) break;
      }
      if (found === null || found === document.body) continue;
      found.style.setProperty('outline', '4px solid #d32f2f', 'important');
      found.style.setProperty('outline-offset', '4px', 'important');
      found.scrollIntoView({ block: 'center', behavior: 'instant' });
      return true;
    }
    return false;
  };

  globalThis.oit = {
    mark,
    measure: () => ({
      nodes: document.getElementsByTagName('*').length,
      links: document.links.length,
      chars: Math.round((document.body?.textContent || '').length / 32),
      isBare: document.links.length < 3 && (document.body?.innerText || '').trim().length < 40,
    }),
    enterPressing: () => { mode = 'pressing'; },
    hover,
    scroll: () => { window.scrollTo(0, document.documentElement.scrollHeight); },
    closeOverlay,
    press,
    probe,
    write: (keepsScripts) => {
      watch(false);
      const out = ['<!doctype html>'];
      const state = { chars: 0, nodes: 0, isCut: false, keepsScripts };
      if (document.documentElement) writeNode(document.documentElement, out, 0, state);
      return { html: out.join(''), isCut: state.isCut };
    },
  };
})()`;
