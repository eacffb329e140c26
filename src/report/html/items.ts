import { writeDay } from '../../result/dates.ts';
import { outcomeWords, verdictWords } from '../../result/sentences.ts';
import type { Result, ResultItem, ResultReason } from '../../result/schema.ts';
import { isOpen, verdictOf } from '../fixes.ts';
import { wantWords } from '../format.ts';
import { declaredList, evidenceList, lookedList, requiredList } from './evidence.ts';
import { actionText } from './fixes.ts';
import { gainText, itemName, itemVerdict, section } from './parts.ts';
import { type Html, html, siteText, t, urlLink, write } from './tag.ts';

function reasonEntry(reason: ResultReason): Html {
  const outcome =
    reason.outcome !== null &&
    reason.outcome !== 'ok' &&
    reason.code !== 'unreachable' &&
    html` <span class="muted">(${write(outcomeWords[reason.outcome])})</span>`;
  const url = reason.url !== null && html`<br>${urlLink(reason.url, 120)}`;
  return html`<li>${t(reason.messageTh, reason.messageEn)}${outcome}${url}</li>`;
}

function overrideNote(item: ResultItem): Html | null {
  const { override } = item;
  if (override === null) return null;
  const day = writeDay(override.on);
  const machine = verdictWords[item.verdict];
  if (override.expired) {
    return html`<p class="override">${t(`เจ้าหน้าที่เคยปรับผลเมื่อ ${day.th} แต่หลักฐานเปลี่ยนไปแล้ว จึงใช้ผลของเครื่อง โปรดตรวจอีกครั้ง`, `A person changed this on ${day.en}, but the evidence is another by now: the machine’s verdict counts. Please look again.`)}</p>`;
  }
  return html`<p class="override">${t('เจ้าหน้าที่ปรับผล', 'Changed by a person')} ${siteText(override.by, 60)} ${t(`เมื่อ ${day.th} เพราะ`, `on ${day.en}, because:`)} ${siteText(override.reason, 200)} <span class="muted">${t(`ผลของเครื่อง: ${machine.th}`, `The machine’s verdict: ${machine.en}`)}</span></p>`;
}

function itemMeta(item: ResultItem): Html {
  const gain = gainText(item);
  return html`<ul class="facts"><li>${write(wantWords(item))}</li>${item.subIndicator !== null && html`<li>${t('ตัวชี้วัดย่อย', 'sub-indicator')} ${item.subIndicator}</li>`}<li>${t(item.responsibleUnitTh, item.responsibleUnitEn)}</li>${gain !== null && html`<li>${t('อาจได้คืน', 'may bring')} ${gain}</li>`}</ul>`;
}

function itemArticle(item: ResultItem): Html {
  const advice =
    item.adviceTh !== '' &&
    (isOpen(item) || item.reasons.length > 0) &&
    html`<div class="advice"><h4>${t('ทำอย่างไร', 'What to do')}</h4><p>${actionText(item)}</p></div>`;
  const reasons =
    item.reasons.length > 0 &&
    html`<h4>${t('เห็นอะไร', 'What was seen')}</h4><ul class="reasons">${item.reasons.map(reasonEntry)}</ul>`;
  const note =
    item.noteTh !== null && html`<p class="note">${t(item.noteTh, item.noteEn ?? item.noteTh)}</p>`;
  const details = html`${requiredList(item)}${evidenceList(item)}${declaredList(item)}${note}${lookedList(item)}`;
  // Nobody has to act on what is in order: its proof is there, folded away.
  const folded = isOpen(item)
    ? details
    : html`<details class="proof"><summary>${t('หลักฐานและสิ่งที่พบ', 'Evidence and what was found')}</summary>${details}</details>`;
  return html`<article id="${encodeURIComponent(item.code)}" class="item v-${verdictOf(item)}" aria-labelledby="${encodeURIComponent(item.code)}-h">
    <header><h3 id="${encodeURIComponent(item.code)}-h"><span class="code">${item.code}</span> ${itemName(item)}</h3><p class="item-verdict">${itemVerdict(item)}</p>${itemMeta(item)}</header>
    ${overrideNote(item)}${reasons}${advice}${folded}</article>
`;
}

/** Every item that was asked for, in the checklist's order. */
export function itemsSection(result: Result): Html | null {
  if (result.items.length === 0) return null;
  return section('items', { th: 'ผลรายข้อ', en: 'Item by item' }, html`${result.items.map(itemArticle)}`);
}
