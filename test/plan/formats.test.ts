import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fromBuffer } from 'yauzl';
import type { LoadedChecklist } from '../../src/checklist/schema.ts';
import { readOfficeDocument } from '../../src/document/office/index.ts';
import { readSheetDocument } from '../../src/document/sheet/index.ts';
import { defaultDocumentLimits } from '../../src/document/types.ts';
import { buildPlan } from '../../src/plan/build.ts';
import { renderPlanDocx } from '../../src/plan/docx/render.ts';
import { writePlan } from '../../src/plan/formats.ts';
import { renderPlanHtml } from '../../src/plan/render-html.ts';
import { renderPlanXlsx } from '../../src/plan/render-xlsx.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { hostileTexts } from '../report/sample.ts';
import { buildGoodResult, buildInputs, buildResult, loadChecklist2568 } from './build.ts';

let loaded: LoadedChecklist;
let plan: Plan;
beforeAll(async () => {
  loaded = await loadChecklist2568();
  plan = buildPlan(buildInputs(loaded, buildResult('2025-06-15')));
});

const fontsBase64 = { thai400: '', thai700: '', latin400: '', latin700: '' };
const toConfirm = 'เครื่องเสนอ – โปรดยืนยัน';

function unzip(bytes: Uint8Array): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts = new Map<string, string>();
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(parts));
      zip.on('error', reject);
      zip.readEntry();
      return undefined;
    });
  });
}

/** @throws where the text is not well-formed XML with declared prefixes */
function parseXml(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}

describe('plan.docx', () => {
  it('is a package of well-formed parts, lying A4, with Thai runs, repeated headings and page numbers', async () => {
    const parts = await unzip(renderPlanDocx(plan, 'th'));
    for (const [name, text] of parts) expect(() => parseXml(text), name).not.toThrow();
    const types = parts.get('[Content_Types].xml') ?? '';
    for (const [, target = ''] of types.matchAll(/PartName="\/([^"]+)"/g))
      expect(parts.has(target), target).toBe(true);
    const document = parts.get('word/document.xml') ?? '';
    expect(document).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
    expect(document).toContain('<w:tblHeader/>');
    expect(document.match(/<w:t[ >]/g)?.length).toBe(document.match(/<w:cs\/>/g)?.length);
    expect(parts.get('word/footer1.xml')).toMatch(/PAGE .*NUMPAGES /);
    expect(parts.get('word/styles.xml')).toContain('w:bidi="th-TH"');
  });

  it('fills the page and no more with each table', async () => {
    const document = (await unzip(renderPlanDocx(plan, 'th'))).get('word/document.xml') ?? '';
    for (const [, grid = ''] of document.matchAll(/<w:tblGrid>(.*?)<\/w:tblGrid>/g)) {
      const total = [...grid.matchAll(/w:w="(\d+)"/g)].reduce((sum, [, width]) => sum + Number(width), 0);
      expect(total).toBeLessThanOrEqual(16838 - 2 * 850);
      expect(total).toBeGreaterThan(15000);
    }
  });

  it('reads back with every measure, every status a suggestion, and no estimated score', async () => {
    const facts = await readOfficeDocument(renderPlanDocx(plan, 'th'), 'docx', defaultDocumentLimits);
    expect(facts.problem).toBeNull();
    const text = JSON.stringify(facts);
    for (const row of plan.rows) expect(text).toContain(`${row.code} `);
    expect(text).toContain('ขั้นตอน/วิธีปฏิบัติ');
    expect(text).toContain(toConfirm);
    expect(text).toContain('ความก้าวหน้าการดำเนินการตามมาตรการ');
    expect(text).not.toContain('OIT อย่างน้อยประมาณ');
  });

  it('keeps hostile words as words', async () => {
    const hostile = structuredClone(plan);
    hostile.agency.name = hostileTexts.join(' ');
    for (const row of hostile.rows) row.issue = hostileTexts.map((text) => ({ th: text, en: text }));
    const parts = await unzip(renderPlanDocx(hostile, 'th'));
    for (const [name, text] of parts) expect(() => parseXml(text), name).not.toThrow();
    expect(parts.get('word/document.xml')).not.toMatch(/<script|\u202E|\u001B/u);
  });

  it('is the same bytes for the same plan, and differs by language', () => {
    const thai = renderPlanDocx(plan, 'th');
    expect(Buffer.compare(thai, renderPlanDocx(plan, 'th'))).toBe(0);
    expect(Buffer.compare(thai, renderPlanDocx(plan, 'en'))).not.toBe(0);
  });
});

describe('plan.xlsx', () => {
  it('reads back: a sheet per instrument, the follow-up and the what-if, wrapped, with a heading that stays', async () => {
    const bytes = await renderPlanXlsx(plan, 'th');
    const parts = await unzip(bytes);
    const workbook = parts.get('xl/workbook.xml') ?? '';
    expect([...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'แผน OIT',
      'ติดตามผล',
      'จำลองคะแนน',
    ]);
    expect(workbook).toContain('_xlnm.Print_Titles');
    for (const number of [1, 2, 3]) {
      const sheet = parts.get(`xl/worksheets/sheet${number}.xml`) ?? '';
      expect(sheet).toMatch(/<pane [^>]*state="frozen"/);
      expect(sheet).toMatch(/orientation="landscape"/);
      expect(sheet).not.toMatch(/<f[ >]/);
    }
    expect(parts.get('xl/styles.xml')).toContain('wrapText="true"');
    const facts = await readSheetDocument(bytes, 'xlsx', defaultDocumentLimits);
    const text = JSON.stringify(facts);
    expect(text).toContain(toConfirm);
    expect(text).toContain('OIT อย่างน้อยประมาณ');
  });

  it('runs no cell as a formula, whatever a site says', async () => {
    const hostile = structuredClone(plan);
    hostile.agency.name = '=HYPERLINK("http://evil.example","x")';
    for (const row of hostile.rows) row.unit = { th: '+cmd|calc', en: '@SUM(1)' };
    const parts = await unzip(await renderPlanXlsx(hostile, 'th'));
    const strings = parts.get('xl/sharedStrings.xml') ?? '';
    expect(strings).toContain("'=HYPERLINK(");
    expect(strings).toContain("'+cmd|calc");
    for (const [name, text] of parts)
      if (name.startsWith('xl/worksheets/')) expect(text).not.toMatch(/<f[ >]/);
  });

  it('is the same bytes for the same plan', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2025, 0, 1) });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const first = await renderPlanXlsx(plan, 'th');
    vi.setSystemTime(Date.UTC(2026, 5, 5));
    expect(Buffer.compare(first, await renderPlanXlsx(plan, 'th'))).toBe(0);
  });
});

describe('plan.html', () => {
  it('loads nothing, carries both languages and the disclaimer, and escapes what a site says', () => {
    const hostile = structuredClone(plan);
    for (const row of hostile.rows) row.issue = hostileTexts.map((text) => ({ th: text, en: text }));
    const page = renderPlanHtml(hostile, { lang: 'th', fontsBase64 });
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script>alert|<img/);
    expect(page).not.toMatch(/(?:src|href)="https?:/);
    expect(page).toContain('ไม่ใช่ผลประเมินของสำนักงาน ป.ป.ช.');
    expect(page).toContain('Responsible unit');
  });

  it('says first when today is another fiscal year than the criteria', () => {
    const late = buildPlan(buildInputs(loaded, buildResult('2025-06-15'), { asOf: '2025-11-01' }));
    const page = renderPlanHtml(late, { lang: 'th', fontsBase64 });
    expect(page.indexOf('วันนี้อยู่ในปีงบประมาณ 2569')).toBeGreaterThan(0);
    expect(page.indexOf('วันนี้อยู่ในปีงบประมาณ 2569')).toBeLessThan(page.indexOf('<h1>'));
  });
});

describe('every format', () => {
  it('is written for a site where nothing is open', async () => {
    const good = buildPlan(buildInputs(loaded, buildGoodResult('2025-06-15')));
    expect(good.rows).toEqual([]);
    const written = new Map<string, string | Uint8Array>();
    const names = await writePlan(
      good,
      ['docx', 'xlsx', 'html', 'json', 'json'],
      'th',
      async (name, content) => {
        written.set(name, content);
      },
      () => Promise.resolve(fontsBase64),
    );
    expect(names).toEqual(['plan.docx', 'plan.xlsx', 'plan.html', 'plan.json']);
    expect([...written.values()].every((content) => content.length > 100)).toBe(true);
  });

  it('never calls an item by the name of a grade', () => {
    const page = renderPlanHtml(plan, { lang: 'th', fontsBase64 });
    expect(page).not.toMatch(/ไม่ผ่าน/);
  });
});
