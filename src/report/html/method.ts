import { writeInstant } from '../../result/dates.ts';
import { disclaimer, stopCauseSentences } from '../../result/sentences.ts';
import type { Result } from '../../result/schema.ts';
import { cleanText } from '../clean.ts';
import { asOfWords, writeBytes } from '../format.ts';
import { agencyTypeWords } from '../labels.ts';
import { section } from './parts.ts';
import { type Html, html, siteText, t, urlLink, write } from './tag.ts';

function entry(name: Html, value: Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function writeOption(value: unknown): string {
  return cleanText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 160);
}

/** How the result came about: times, amounts, versions, options, checksum. */
export function methodSection(result: Result): Html {
  const { run, tool, checklist, agency, site } = result;
  const type = agency.type;
  const guessed =
    agency.typeSource === 'guessed' && t(' (เดาจากชื่อเว็บไซต์)', ' (guessed from the site’s name)');
  const components = Object.entries(tool.components).flatMap(([name, version]) =>
    typeof version === 'string' ? [html`<li>${name} ${siteText(version, 60)}</li>`] : [],
  );
  const options = Object.entries(run.options).map(
    ([name, value]) =>
      html`<tr><th scope="row">${cleanText(name, 60)}</th><td>${siteText(writeOption(value), 160)}</td></tr>`,
  );
  return section(
    'method',
    { th: 'วิธีตรวจและขอบเขต', en: 'Method and limits' },
    html`<div class="card"><p>${t(
      'เครื่องเปิดเว็บไซต์หลักตามลิงก์และเมนูอย่างที่ประชาชนเปิด อ่านหน้าเว็บ แล้วเทียบกับเกณฑ์ ไฟล์ที่อาจเป็นคำตอบ (PDF, Excel, Word, ภาพ) เปิดอ่านเนื้อใน ภาพสแกนอ่านเฉพาะหน้าแรก ๆ หน้าที่สร้างด้วยสคริปต์เปิดด้วยเบราว์เซอร์ถ้ามี ไม่เข้าสู่ระบบ ไม่กดส่งแบบฟอร์ม',
      'The tool opened the main site along its links and menus as the public does, read its pages and compared them with the criteria. Files that may be an answer (PDF, Excel, Word, images) were read inside, scans on their first pages. Pages built by scripts were opened in a browser where there is one. It logs in nowhere and submits no forms.',
    )}</p><dl class="method">
    ${entry(t('เว็บไซต์', 'Site'), html`${urlLink(site.startUrl)}${site.finalUrl !== null && site.finalUrl !== site.startUrl && html` → ${urlLink(site.finalUrl)}`}`)}
    ${entry(t('โฮสต์ของเว็บไซต์หลัก', 'Hosts of the main site'), html`${site.hosts.map((host) => html`${siteText(host, 100)} `)}`)}
    ${type !== null && entry(t('ประเภทหน่วยงาน', 'Kind of agency'), html`${write(agencyTypeWords[type])}${guessed}`)}
    ${entry(t('ตรวจ ณ วันที่', 'As of'), write(asOfWords(result)))}
    ${entry(t('เวลาที่เก็บข้อมูล', 'Collected'), html`${write(writeInstant(run.startedAt))} – ${write(writeInstant(run.finishedAt))}`)}
    ${entry(t('ปริมาณ', 'Amount'), t(`${run.pagesFetched} หน้า ${run.documentsFetched} ไฟล์ เรียกทั้งหมด ${run.requests} ครั้ง รวม ${writeBytes(run.bytes)}`, `${run.pagesFetched} pages, ${run.documentsFetched} files, ${run.requests} requests, ${writeBytes(run.bytes)}`))}
    ${entry(t('จบการตรวจ', 'Ended'), write(stopCauseSentences[run.stoppedBy]))}
    ${entry(t('เกณฑ์', 'Criteria'), html`${t(checklist.nameTh, checklist.nameEn)} <span class="muted">${checklist.id}</span><br><span class="muted">SHA-256</span> <code>${checklist.sha256}</code>`)}
    ${entry(t('โปรแกรม', 'Program'), html`${tool.name} ${tool.version}${components.length > 0 && html`<ul class="facts">${components}</ul>`}`)}
    ${entry(t('รหัสการตรวจ', 'Run'), html`<code>${run.id}</code>`)}</dl>
    ${options.length > 0 && html`<details><summary>${t('ตัวเลือกที่ใช้ตรวจ', 'Options of this run')}</summary><table class="options"><caption class="off-screen">${t('ตัวเลือกที่ใช้ตรวจ', 'Options of this run')}</caption><tbody>${options}</tbody></table></details>`}
    <p class="disclaimer">${write(disclaimer(run.finishedAt, checklist.fiscalYear))}</p></div>`,
  );
}
