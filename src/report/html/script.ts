/**
 * The page's only script: language switch, copy and print buttons. Without it the page shows the language that it was
 * made in, and the buttons stay hidden.
 */
export const reportScript = `
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const switches = [...document.querySelectorAll('[data-set-lang]')];
  const setLanguage = (lang) => {
    root.dataset.lang = lang;
    root.lang = lang;
    for (const button of switches) button.setAttribute('aria-pressed', String(button.dataset.setLang === lang));
  };
  for (const button of switches) button.addEventListener('click', () => setLanguage(button.dataset.setLang));
  setLanguage(root.dataset.lang || 'th');
  const copyOldWay = (text) => {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.className = 'off-screen';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyOldWay(text);
    }
  };
  const status = document.getElementById('copy-status');
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy], [data-copy-rows]');
    if (!button) return;
    const text = button.dataset.copy || [...document.querySelectorAll(button.dataset.copyRows + ' [data-row]')].map((row) => row.dataset.row).join('\u240A');
    const done = await copy(text.replaceAll('\\u240A', '\\n').replaceAll('\\u2409', '\\t'));
    button.classList.toggle('copied', done);
    setTimeout(() => button.classList.remove('copied'), 1600);
    const thai = root.dataset.lang !== 'en';
    status.textContent = done ? (thai ? 'คัดลอกแล้ว' : 'Copied') : (thai ? 'คัดลอกไม่สำเร็จ โปรดเลือกข้อความแล้วกด Ctrl+C' : 'Copying failed: select the text and press Ctrl+C');
  });
  for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => window.print());
})();
`;
