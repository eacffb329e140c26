/** Before the first paint: with a script one view is shown at a time, and a thousand rows need not be laid out. */
export const earlyScript = "document.documentElement.classList.add('js');";

/**
 * The comparison's script: views, filters, order, and the way from a cell to its item in the agency's report. Without it
 * every view is shown, one below the other. It keeps a hundred rows in the page until more are asked for.
 */
export const compareScript = `
(() => {
  const views = [...document.querySelectorAll('.view')];
  const links = [...document.querySelectorAll('.contents a')];
  const show = () => {
    const wanted = views.find((view) => '#' + view.id === location.hash) || views[0];
    for (const view of views) view.classList.toggle('on', view === wanted);
    for (const link of links) {
      if (wanted && link.hash === '#' + wanted.id) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    const bar = document.querySelector('.filters');
    if (bar && wanted) bar.hidden = !wanted.querySelector('[data-sorted]');
    scrollTo(0, 0);
    refresh();
  };
  for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print());

  const form = document.querySelector('.filters');
  const bodies = [...document.querySelectorAll('[data-sorted]')].map((body) => ({
    body,
    view: body.closest('.view'),
    rows: new Map([...body.children].map((row) => [Number(row.dataset.i), row])),
  }));
  const step = 100;
  let limit = step;
  let matching = [];
  const refresh = (isAll) => {
    for (const { body, view, rows } of bodies) {
      if (!isAll && !view.classList.contains('on')) continue;
      const list = matching.filter((at) => rows.has(at));
      body.replaceChildren(...list.slice(0, limit).map((at) => rows.get(at)));
      const more = view.querySelector('.pages');
      more.hidden = list.length <= limit;
      more.querySelector('span').textContent = more.dataset.count.replace('{n}', Math.min(limit, list.length)).replace('{m}', list.length);
    }
  };
  addEventListener('hashchange', show);
  if (!form) return show();
  const agencies = JSON.parse(document.getElementById('agencies').textContent);
  const types = form.elements.type ? Object.fromEntries([...form.elements.type.options].map((option) => [option.value, option.text])) : {};
  for (const agency of agencies) agency.s = [agency.n, agency.k, agency.u, agency.d, agency.p, types[agency.t] || '', ...agency.g].join(' ').toLowerCase();
  const status = form.querySelector('output');
  const field = (name) => form.elements[name] ? form.elements[name].value : '';
  const fits = (agency) => {
    const words = field('text').trim().toLowerCase().split(/\\s+/).filter(Boolean);
    if (words.some((word) => !agency.s.includes(word))) return false;
    for (const [name, value] of [['type', agency.t], ['province', agency.p], ['district', agency.d]]) {
      if (field(name) !== '' && field(name) !== String(value)) return false;
    }
    if (field('tag') !== '' && !agency.g.includes(field('tag'))) return false;
    const item = field('code');
    const state = field('state');
    if (state === '') return true;
    return item === '' ? agency.c.includes(state) : agency.c[Number(item)] === state;
  };
  const orders = {
    help: (a, b) => a - b,
    name: (a, b) => agencies[a].n.localeCompare(agencies[b].n, 'th'),
    expected: (a, b) => (agencies[b].e ?? -1) - (agencies[a].e ?? -1) || a - b,
    gain: (a, b) => (agencies[b].w ?? -1) - (agencies[a].w ?? -1) || a - b,
    place: (a, b) => (agencies[a].p + agencies[a].d).localeCompare(agencies[b].p + agencies[b].d, 'th') || a - b,
  };
  const choose = () => {
    const compare = orders[field('order')] || orders.help;
    limit = step;
    matching = agencies.map((_, at) => at).filter((at) => fits(agencies[at])).sort(compare);
    status.textContent = form.dataset.count.replace('{n}', matching.length).replace('{m}', agencies.length);
    refresh();
  };
  let waiting = 0;
  form.addEventListener('input', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(choose);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(choose));
  for (const button of document.querySelectorAll('[data-more]')) button.addEventListener('click', () => {
    limit = button.dataset.more === 'all' ? Infinity : limit + step;
    refresh();
  });
  addEventListener('beforeprint', () => {
    limit = Infinity;
    refresh(true);
  });
  choose();
  show();

  const codes = [...document.querySelectorAll('.heat thead [data-code]')].map((cell) => cell.dataset.code);
  document.addEventListener('click', (event) => {
    const cell = event.target.closest('.heat tr[data-r] td');
    if (!cell) return;
    location.href = cell.parentElement.dataset.r + '#' + encodeURIComponent(codes[cell.cellIndex - 1] || '');
  });
})();
`;
