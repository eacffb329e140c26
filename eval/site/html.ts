import type { Block } from '../bank/types.ts';
import { addPage, type Draft, writeHref } from './draft.ts';

/** A body of blocks; posts get pages of their own, whose addresses are added to `subPages`. */
export function renderBlocks(
  draft: Draft,
  blocks: readonly Block[],
  trail: string[],
  subPages: string[],
): string {
  return blocks.map((block) => renderBlock(draft, block, trail, subPages)).join('\n');
}

function renderBlock(draft: Draft, block: Block, trail: string[], subPages: string[]): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return renderTable(draft, block.rows);
    case 'image':
      return `<p><img src="/images/pic${++draft.count}.jpg" alt="${escapeHtml(block.alt)}"></p>`;
    case 'person':
      return renderPerson(draft, block);
    case 'form': {
      const fields = block.fields.map((field, at) => {
        const control =
          at === block.fields.length - 1
            ? `<textarea name="f${at}"></textarea>`
            : `<input type="text" name="f${at}">`;
        return `<div class="form-group"><label>${escapeHtml(field)}</label>${control}</div>`;
      });
      return `<form action="${writeHref(draft, '/index.php?do=send')}" method="post">${fields.join('')}<button type="submit">${escapeHtml(block.submit)}</button></form>`;
    }
    case 'post': {
      const body = `<p class="date">${escapeHtml(block.date)}</p><p>${escapeHtml(block.text)}</p>`;
      const path = addPage(draft, block.title, body, trail);
      subPages.push(`${draft.spec.agency.host}${path}`);
      return `<div class="item"><a href="${writeHref(draft, path)}">${escapeHtml(block.title)}</a> <span class="date">${escapeHtml(block.date)}</span></div>`;
    }
    case 'link':
      return `<p><a href="${escapeHtml(block.href)}">${escapeHtml(block.text)}</a></p>`;
  }
}

/** A table whose header is marked as such, or, on sites of the old kind, is not. */
export function renderTable(draft: Draft, rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const isOld = draft.spec.shell === 'tables';
  const head = isOld ? tableRow(header, 'td') : `<thead>${tableRow(header, 'th')}</thead>`;
  return `<table border="1">${head}<tbody>${body.map((row) => tableRow(row, 'td')).join('')}</tbody></table>`;
}

function renderPerson(draft: Draft, person: Extract<Block, { kind: 'person' }>): string {
  const photo = person.photo ? `<img src="/images/staff/${++draft.count}.jpg">` : '';
  const contact = person.contact === '' ? '' : `<br>${escapeHtml(person.contact)}`;
  const words = `${escapeHtml(person.name)}<br>${escapeHtml(person.position)}${contact}`;
  return draft.spec.shell === 'tables'
    ? `<table><tr><td>${photo}</td><td>${words}</td></tr></table>`
    : `<div class="card">${photo}<div class="card-body">${words}</div></div>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function tableRow(row: readonly string[], tag: 'td' | 'th'): string {
  return `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
}
