import { gradeLine, reasonSentence, type ReasonFacts } from '../../src/result/sentences.ts';
import {
  type Result,
  type ResultEvidence,
  type ResultItem,
  type ResultReason,
  resultSchema,
} from '../../src/result/schema.ts';
import type { ReasonCode, Verdict } from '../../src/result/vocabulary.ts';
import { type SampleRow, sampleRows } from './sample-rows.ts';

const home = 'https://www.khambong.example.go.th';

const grades = [
  { nameTh: 'ผ่านดีเยี่ยม', nameEn: 'Excellent', minTotal: 95, minInstrument: 95 },
  { nameTh: 'ผ่านดี', nameEn: 'Good', minTotal: 85, minInstrument: 85 },
  { nameTh: 'ผ่าน', nameEn: 'Satisfactory', minTotal: 85 },
];

export function buildReason(code: ReasonCode, facts: ReasonFacts = {}): ResultReason {
  const words = reasonSentence(code, facts);
  return {
    code,
    element: null,
    expected: null,
    found: null,
    outcome: facts.outcome ?? null,
    messageTh: words.th,
    messageEn: words.en,
    url: null,
  };
}

export function buildEvidence(row: SampleRow, change: Partial<ResultEvidence> = {}): ResultEvidence {
  const number = Number(row.code.slice(1));
  const pdf = number % 3 === 0;
  const url = `${home}/${pdf ? 'files/ita2568' : 'page'}/${row.code.toLowerCase()}-${encodeURIComponent(row.nameTh.slice(0, 24))}${pdf ? '.pdf' : ''}`;
  return {
    role: 'accepted',
    url,
    finalUrl: url,
    outcome: 'ok',
    httpStatus: 200,
    contentType: pdf ? 'application/pdf' : 'text/html',
    kind: pdf ? 'pdf' : 'html',
    bytes: pdf ? 1_843_221 : 48_211,
    title: `${row.nameTh} ประจำปีงบประมาณ พ.ศ. ${row.want === 'previous' ? 2567 : 2568}`,
    source: 'crawl',
    foundOn: `${home}/ita-2568`,
    linkText: `${row.code} ${row.nameTh}`,
    clicksFromHome: 3,
    clickPath: [
      { url: `${home}/ita`, text: 'ITA/OIT' },
      { url: `${home}/ita-2568`, text: 'การเปิดเผยข้อมูลสาธารณะ ปี 2568' },
      { url, text: `${row.code} ${row.nameTh}` },
    ],
    sha256: 'b'.repeat(64),
    retrievedAt: '2025-06-15T02:14:30Z',
    fiscalYears: [row.want === 'previous' ? 2567 : 2568],
    relevance: 0.93,
    screenshot: null,
    elements: [
      { id: 'part-1', found: true, quote: 'รายละเอียดตามเอกสารแนบท้าย โทร. 0x-xxx-xxxx', page: pdf ? 2 : null },
    ],
    ...change,
  };
}

function sampleReasons(row: SampleRow): ResultReason[] {
  switch (row.code) {
    case 'O2':
      return [
        buildReason('missing-element', {
          elementsTh: ['ช่องทางการติดต่อของรองปลัด'],
          elementsEn: ['the deputy clerk’s contact'],
        }),
      ];
    case 'O7':
      return [
        buildReason('wrong-year', {
          foundYears: [2566],
          wantYear: 2567,
          quote: 'รายงานผลการดำเนินงานประจำปี พ.ศ. 2566',
        }),
      ];
    case 'O12':
      return [
        buildReason('wrong-format', { formats: ['pdf'] }),
        buildReason('off-site', { host: 'drive.google.com' }),
      ];
    case 'O23':
      return [
        buildReason('missing-element', {
          elementsTh: ['ด้านการอนุมัติ/อนุญาต', 'ด้านการใช้อำนาจตามกฎหมาย'],
          elementsEn: ['licensing', 'use of power'],
        }),
      ];
    case 'O10':
      return [buildReason('needs-a-person')];
    case 'O18':
      return [buildReason('unreachable', { attempts: 3, outcome: 'timeout' })];
    case 'O19':
      return [buildReason('not-searched', { budget: 'max-pages' })];
    case 'O26':
      return [buildReason('not-found', { pages: 214, documents: 61 })];
    default:
      return [];
  }
}

const scores: Readonly<Record<Verdict, 100 | 50 | 0 | null>> = {
  pass: 100,
  partial: 50,
  fail: 0,
  review: null,
  'not-applicable': null,
};
const probabilities: Readonly<Record<Verdict, number | null>> = {
  pass: 0.95,
  partial: 0.4,
  fail: 0.04,
  review: 0.5,
  'not-applicable': null,
};

function sampleEvidence(row: SampleRow): ResultEvidence[] {
  if (row.verdict === 'not-applicable' || row.code === 'O26' || row.code === 'O19') return [];
  if (row.code === 'O7') return [buildEvidence(row, { role: 'rejected', fiscalYears: [2566] })];
  if (row.code === 'O18') {
    return [
      buildEvidence(row, {
        role: 'supporting',
        outcome: 'timeout',
        httpStatus: null,
        kind: null,
        bytes: null,
        title: null,
      }),
    ];
  }
  return [buildEvidence(row)];
}

export function buildItem(row: SampleRow, change: Partial<ResultItem> = {}): ResultItem {
  const open = row.verdict === 'fail' || row.verdict === 'partial' || row.verdict === 'review';
  const advice =
    row.code === 'O2'
      ? 'พบผู้บริหาร 5 คน ยังไม่พบช่องทางติดต่อของรองปลัด ให้ทุกคนมีชื่อ-สกุล ตำแหน่ง รูปถ่าย ช่องทางติดต่อ ทั้งฝ่ายการเมืองและฝ่ายประจำ ตำแหน่งว่างให้เขียนว่า “ว่าง” ใช้เบอร์สำนักงานหรืออีเมลหน่วยงาน ไม่ต้องลงเบอร์ส่วนตัว (สำนักปลัด)'
      : `ให้${row.unitTh}เผยแพร่ “${row.nameTh}” ให้ครบองค์ประกอบ แล้วใส่ลิงก์ไว้ใต้หัวข้อ ${row.code} ของหน้า OIT ปี 2568`;
  const gains: Record<string, [number, number]> = {
    O2: [1.25, 2.5],
    O7: [1, 1.6],
    O12: [5, 5],
    O23: [2.4, 3.5],
    O26: [2.1, 2.9],
    O18: [0.6, 1.2],
    O10: [0.3, 0.4],
    O19: [0.5, 1.3],
  };
  const gain = open ? (gains[row.code] ?? [1, 1]) : [0, 0];
  const evidence = sampleEvidence(row);
  const where = evidence.some((one) => one.role === 'accepted');
  return {
    code: row.code,
    topics: [`topic-${row.code.toLowerCase()}`],
    nameTh: row.nameTh,
    nameEn: row.nameEn,
    shortTh: row.nameTh.slice(0, 30),
    subIndicator: row.subIndicator,
    want: {
      kind: row.want,
      fiscalYear: row.want === 'any' ? null : row.want === 'previous' ? 2567 : 2568,
      confidence: row.code === 'O22' ? 'low' : 'high',
    },
    factConfidence: row.code === 'O23' ? 'medium' : 'high',
    responsibleUnitTh: row.unitTh,
    responsibleUnitEn: row.unitEn,
    verdict: row.verdict,
    score: scores[row.verdict],
    probability: probabilities[row.verdict],
    confidence: row.verdict === 'review' ? 'check' : row.code === 'O26' ? 'likely' : 'sure',
    effective: { verdict: row.verdict, score: scores[row.verdict] },
    override: null,
    gain: gain[0] ?? null,
    gainLow: gain[0] ?? null,
    gainHigh: gain[1] ?? null,
    reasons: sampleReasons(row),
    required:
      row.verdict === 'not-applicable'
        ? []
        : [
            {
              id: 'part-1',
              nameTh: 'ผลการดำเนินการโครงการหรือกิจกรรม',
              nameEn: 'Results of projects or activities',
              found: evidence.length > 0 ? true : null,
              strict: true,
              confidence: 'high',
            },
            {
              id: 'part-2',
              nameTh: 'ปัญหา อุปสรรค และข้อเสนอแนะ',
              nameEn: 'Problems and suggestions',
              found: row.verdict === 'pass' ? true : row.verdict === 'review' ? null : false,
              strict: true,
              confidence: 'high',
            },
            {
              id: 'part-3',
              nameTh: 'วันที่เผยแพร่',
              nameEn: 'Date of publication',
              found: row.verdict === 'pass',
              strict: false,
              confidence: 'medium',
            },
          ],
    evidence,
    looked:
      row.verdict === 'pass'
        ? []
        : [
            {
              url: `${home}/news/${row.code.toLowerCase()}?page=2`,
              outcome: 'ok',
              relevance: 0.41,
              title: `ข่าว ${row.nameTh}`,
            },
            {
              url: `${home}/download/${row.code.toLowerCase()}`,
              outcome: 'soft-404',
              relevance: 0.22,
              title: null,
            },
          ],
    declared:
      row.code === 'O7'
        ? [{ url: `${home}/old/o7.pdf`, have: true, where: 'เมนู → รายงาน', outcome: 'http-error' }]
        : [],
    factors: [{ name: 'title', weight: 2.1 }],
    adviceTh: open ? advice : '',
    adviceEn: open
      ? `Ask the ${row.unitEn} to publish “${row.nameEn}” with every required part, and link it under ${row.code} on the OIT page of 2568.`
      : '',
    whereTh: where ? `เมนู → ITA/OIT → การเปิดเผยข้อมูลสาธารณะ ปี 2568 → ${row.code} ${row.nameTh}` : null,
    whereEn: where ? `Menu → ITA/OIT → การเปิดเผยข้อมูลสาธารณะ ปี 2568 → ${row.code} ${row.nameTh}` : null,
    noteTh: row.code === 'O12' ? 'ไฟล์ตารางเป็นข้อสังเกตจากผลประเมินที่เผยแพร่ ไม่ใช่ข้อความของคู่มือ' : null,
    noteEn:
      row.code === 'O12'
        ? 'The spreadsheet is an assessor’s remark in a published result, not the handbook’s words.'
        : null,
    ...change,
  };
}

const groups = [
  ['9.1', 'ข้อมูลพื้นฐาน', 'Basic information', 75, 75, 75],
  ['9.2', 'การบริหารงานและการใช้จ่ายงบประมาณ', 'Administration and budget', 82.1, 71.4, 85.7],
  ['9.3', 'การจัดซื้อจัดจ้าง', 'Procurement', 50, 50, 50],
  ['9.4', 'การบริหารและพัฒนาทรัพยากรบุคคล', 'Human resources', 100, 100, 100],
  ['9.5', 'การส่งเสริมความโปร่งใส', 'Transparency', 75, 50, 100],
  ['10.1', 'การดำเนินการเพื่อป้องกันการทุจริต', 'Preventing corruption', 83.3, 83.3, 83.3],
  ['10.2', 'มาตรการภายในเพื่อส่งเสริมความโปร่งใสและป้องกันการทุจริต', 'Internal measures', 75, 75, 75],
] as const;

/** A whole result that the schema accepts: 28 items, every verdict, four units. */
export function buildSample(change: Partial<Result> = {}): Result {
  const line = gradeLine({ low: 80.1, expected: 86.25, high: 90, grades });
  const sample: Result = {
    schemaVersion: 1,
    tool: {
      name: 'oit-checker',
      version: '0.1.0',
      components: { pdf: 'pdftotext 22.12.0', ocr: null, browser: 'chromium' },
    },
    checklist: {
      id: 'ita-2568',
      programme: 'ita',
      fiscalYear: 2568,
      sha256: 'a'.repeat(64),
      nameTh: 'ITA ปีงบประมาณ พ.ศ. 2568',
      nameEn: 'ITA fiscal year 2568',
    },
    agency: {
      key: 'khambong.example.go.th',
      id: null,
      name: 'องค์การบริหารส่วนตำบลคำบง',
      type: 'sao',
      typeSource: 'guessed',
      district: null,
      province: null,
      tags: [],
    },
    site: {
      startUrl: `${home}/`,
      finalUrl: `${home}/`,
      hosts: ['www.khambong.example.go.th'],
      reachable: true,
      problem: null,
      problemTh: null,
      problemEn: null,
    },
    run: {
      id: '20250615T021500Z',
      asOf: '2025-06-15',
      asOfFiscalYear: 2569,
      startedAt: '2025-06-15T02:11:00Z',
      finishedAt: '2025-06-15T02:15:00Z',
      options: { maxPages: 600, maxDocuments: 200, maxMinutes: 15, render: 'auto', alsoHosts: [] },
      stoppedBy: 'max-pages',
      pagesFetched: 214,
      documentsFetched: 61,
      pagesRendered: 3,
      requests: 302,
      bytes: 88_421_332,
      incomplete: true,
      couldNotLook: { items: 3, fetches: 14 },
    },
    score: {
      expected: 86.25,
      low: 80.1,
      high: 90,
      unknownTh: null,
      unknownEn: null,
      grade: null,
      gradeLineTh: line.th,
      gradeLineEn: line.en,
      rules: [
        { id: 'B2', status: 'inferred', expected: 86.25, low: 80.1, high: 90 },
        { id: 'A1', status: 'inferred', expected: 84.4, low: 79.2, high: 89.1 },
      ],
      total: null,
      indicators: [
        { id: '9', nameTh: 'การเปิดเผยข้อมูล', nameEn: 'Disclosure', expected: 76.4, low: 69.3, high: 82.1 },
        {
          id: '10',
          nameTh: 'การป้องกันการทุจริต',
          nameEn: 'Preventing corruption',
          expected: 79.2,
          low: 79.2,
          high: 79.2,
        },
      ],
      subIndicators: groups.map(([id, nameTh, nameEn, expected, low, high]) => ({
        id,
        nameTh,
        nameEn,
        expected,
        low,
        high,
      })),
    },
    items: sampleRows.map((row) => buildItem(row)),
    checks: [
      { id: 'https', nameTh: 'เว็บไซต์ใช้ HTTPS', nameEn: 'The site uses HTTPS', found: true, url: `${home}/` },
      {
        id: 'eit-link',
        nameTh: 'QR code หรือลิงก์แบบวัด EIT บนเว็บไซต์หลัก',
        nameEn: 'EIT QR code or link on the main site',
        found: false,
        url: null,
      },
      { id: 'search', nameTh: 'ช่องค้นหา', nameEn: 'Search box', found: null, url: null },
    ],
    problems: [
      {
        kind: 'dead-link',
        url: `${home}/files/%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99-2567.pdf`,
        foundOn: `${home}/report`,
        outcome: 'http-error',
        httpStatus: 404,
        affects: ['O7'],
      },
      {
        kind: 'dead-link',
        url: 'http://old.khambong.example.go.th/',
        foundOn: `${home}/`,
        outcome: 'dns',
        httpStatus: null,
        affects: [],
      },
    ],
    ...change,
  };
  return resultSchema.parse(sample);
}

/** What a site may send to break out of a report. */
export const hostileTexts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u202Egpj.exe\u202C',
  'a\u2028b\u2029c',
  ']]>',
  '</style><script>alert(2)</script>',
  '\u001B[31mred\u001B[0m\u0007\u009B2J',
  '=HYPERLINK("http://evil.example","x")',
  '\uD800 broken surrogate',
];

/** The sample with hostile text and addresses wherever a site's words end up. */
export function buildHostileSample(): Result {
  const text = hostileTexts.join(' ');
  const big = 'ก'.repeat(1_000_000);
  const items = sampleRows.map((row, index) => {
    const title = index === 0 ? big : text;
    const url =
      index % 2 === 0
        ? 'javascript:alert(1)'
        : `https://evil.example/"><script>alert(3)</script>/${'x'.repeat(3000)}`;
    return buildItem(row, {
      evidence: [
        buildEvidence(row, {
          title,
          url,
          finalUrl: url,
          foundOn: url,
          linkText: text,
          clickPath: [{ url, text }],
          elements: [{ id: 'part-1', found: true, quote: text, page: 1 }],
        }),
      ],
      looked: [{ url, outcome: 'ok', relevance: 0.5, title }],
      declared: [{ url: 'data:text/html,<script>1</script>', have: true, where: text, outcome: 'ok' }],
      whereTh: text,
      whereEn: text,
      adviceTh: text,
      adviceEn: text,
      reasons: [{ ...buildReason('wrong-year', { quote: text }), url: 'vbscript:x' }],
    });
  });
  return buildSample({
    agency: {
      key: 'evil.example',
      id: null,
      name: text,
      type: null,
      typeSource: 'unknown',
      district: null,
      province: null,
      tags: [],
    },
    items,
    problems: [
      {
        kind: 'dead-link',
        url: 'javascript:alert(2)',
        foundOn: text,
        outcome: 'http-error',
        httpStatus: 500,
        affects: ['O1'],
      },
    ],
  });
}
