import { effortWords } from './effort.ts';
import type { Words } from '../result/words.ts';
import type { Plan, PlanRow, PlanWhatIf } from './schema.ts';
import { measureStatuses, statusWords, toConfirm } from './status.ts';
import { comingRounds, instrumentWords, periodLines, roundLines, statusLines } from './words.ts';

/** One cell: its lines; none: a blank for a person to fill in. */
export type PlanCell = readonly Words[];

/** A table of the plan, the same for every format. */
export interface PlanTable {
  id: string;
  heading: Words;
  /** `share` of the width, in any unit */
  columns: readonly { heading: Words; share: number }[];
  rows: readonly (readonly PlanCell[])[];
}

const instruments = ['IIT', 'EIT', 'OIT'] as const;

/** The measures by instrument, in the columns of the published reports; instruments without a row are left out. */
export function measureTables(plan: Plan): PlanTable[] {
  const used = instruments.filter((instrument) => plan.rows.some((row) => row.instrument === instrument));
  return used.map((instrument, index) => {
    const words = instrumentWords[instrument];
    return {
      id: `measures-${instrument.toLowerCase()}`,
      heading: { th: `${index + 1}. ${words.th}`, en: `${index + 1}. ${words.en}` },
      columns: measureColumns,
      rows: plan.rows
        .filter((row) => row.instrument === instrument)
        .map((row) => [
          [same(String(row.number))],
          subjectLines(row),
          row.issue,
          row.measure,
          number(row.steps),
          row.unit === null ? [] : [row.unit],
          periodLines(row.period),
          comingRounds(row, plan.asOf),
          statusLines(row),
        ]),
    };
  });
}

const measureColumns: PlanTable['columns'] = [
  { heading: { th: 'ที่', en: 'No.' }, share: 3 },
  { heading: { th: 'ตัวชี้วัด/ข้อ', en: 'Indicator, item' }, share: 13 },
  { heading: { th: 'ประเด็นที่ต้องพัฒนา', en: 'What is open' }, share: 15 },
  { heading: { th: 'มาตรการ/แนวทาง', en: 'Measure' }, share: 18 },
  { heading: { th: 'ขั้นตอน/วิธีปฏิบัติ', en: 'Steps' }, share: 20 },
  { heading: { th: 'ผู้รับผิดชอบ', en: 'Responsible unit' }, share: 10 },
  { heading: { th: 'ระยะเวลา', en: 'Period' }, share: 11 },
  { heading: { th: 'การกำกับติดตาม', en: 'Follow-up' }, share: 13 },
  { heading: { th: 'สถานะ', en: 'Status' }, share: 12 },
];

/** The follow-up form: what each round saw, and the status as the published forms tick it. */
export function followUpTable(plan: Plan): PlanTable {
  const months = plan.rows[0]?.followUp.map((round) => round.months) ?? [];
  return {
    id: 'follow-up',
    heading: {
      th: `ความก้าวหน้าการดำเนินการตามมาตรการ รอบ ${months.join('/')} เดือน ปีงบประมาณ พ.ศ. ${plan.fiscalYear}`,
      en: `Progress after ${months.join('/')} months, fiscal year ${plan.fiscalYear}`,
    },
    columns: [
      { heading: { th: 'ที่', en: 'No.' }, share: 3 },
      { heading: { th: 'มาตรการของ', en: 'Measure for' }, share: 14 },
      { heading: { th: 'ผู้รับผิดชอบ', en: 'Responsible unit' }, share: 9 },
      ...months.map((count) => ({
        heading: { th: `รอบ ${count} เดือน`, en: `${count} months` },
        share: 10,
      })),
      ...measureStatuses.map((status) => ({ heading: statusWords[status], share: 8 })),
      { heading: { th: 'เหตุที่เครื่องเสนอ', en: 'Why suggested' }, share: 14 },
      { heading: { th: 'ผลการดำเนินการ (หน่วยงานกรอก)', en: 'Outcome (the agency fills in)' }, share: 12 },
    ],
    rows: plan.rows.map((row) => [
      [same(String(row.number))],
      subjectLines(row),
      row.unit === null ? [] : [row.unit],
      ...row.followUp.map((round) => roundLines(round, row, plan.asOf)),
      ...measureStatuses.map((status) => (row.status.suggested === status ? [toConfirm] : [])),
      row.status.because === null ? [] : [row.status.because],
      [],
    ]),
  };
}

/** What each fix would bring under each rule, the most worthwhile first. */
export function gainsTable(whatIf: PlanWhatIf): PlanTable {
  const rules = whatIf.now.map(({ rule }) => rule);
  return {
    id: 'gains',
    heading: { th: 'แก้แต่ละข้อ อาจได้คืนกี่คะแนน OIT', en: 'OIT points that each fix may bring' },
    columns: [
      { heading: { th: 'ข้อ', en: 'Item' }, share: 6 },
      { heading: { th: 'เรื่อง', en: 'Subject' }, share: 40 },
      { heading: { th: 'งานที่ต้องทำ', en: 'Work' }, share: 26 },
      ...rules.map((rule) => ({
        heading: { th: `≈ วิธีคิด ${rule}`, en: `≈ rule ${rule}` },
        share: 12,
      })),
    ],
    rows: whatIf.gains.map(({ code, name, effort, byRule }) => [
      [same(code)],
      [name],
      [effortWords[effort]],
      ...byRule.map(({ points }) => [same(writePoints(points))]),
    ]),
  };
}

/** One sentence or two for each target, and for the fixes that were asked for. */
export function whatIfLines(plan: Plan): Words[] {
  const { whatIf } = plan;
  if (whatIf === null) return plan.unknown === null ? [] : [plan.unknown];
  const now = whatIf.now.find(({ rule }) => rule === whatIf.defaultRule) ?? whatIf.now[0];
  const lines: Words[] = [];
  if (now !== undefined) {
    lines.push({
      th: `ขณะนี้ OIT อย่างน้อยประมาณ ${writePoints(now.low)} (นับข้อที่เครื่องสรุปไม่ได้เป็น 0) · ค่าคาดหมาย ${writeMaybe(now.expected)}`,
      en: `OIT now is at least about ${writePoints(now.low)}, counting what could not be decided as 0 · expected ${writeMaybe(now.expected)}`,
    });
  }
  lines.push(...whatIf.targets.flatMap((path) => describePath(path, whatIf)));
  if (whatIf.asked !== null) {
    const { fixes, after } = whatIf.asked;
    const list = after.map(({ rule, low }) => `${rule} ${writePoints(low)}`).join(' · ');
    lines.push({
      th: `ถ้าแก้ ${fixes.join(', ')} ครบ OIT อย่างน้อยประมาณ: ${list}`,
      en: `With ${fixes.join(', ')} put right, OIT is at least about: ${list}`,
    });
  }
  if (whatIf.without.length > 0) {
    const list = whatIf.without.join(', ');
    lines.push({ th: `ไม่นำมาคิด: ${list}`, en: `Left out: ${list}` });
  }
  return lines;
}

function describePath(path: PlanWhatIf['targets'][number], whatIf: PlanWhatIf): Words[] {
  const { target } = path;
  const main = path.after.find(({ rule }) => rule === whatIf.defaultRule);
  const points = writePoints(main?.low ?? 0);
  const others = path.after.filter(({ rule }) => rule !== whatIf.defaultRule);
  switch (path.state) {
    case 'out-of-reach':
      return [
        {
          th: `OIT ${target}: ยังไม่ถึง แม้แก้ทุกข้อที่แก้ได้ (${path.fixes.length} ข้อ) จะได้ประมาณ ${points}`,
          en: `OIT ${target}: out of reach; with all ${path.fixes.length} fixes it would be about ${points}`,
        },
      ];
    case 'reached':
      return [
        {
          th: `OIT ${target}: ถึงแล้วแม้นับข้อที่เครื่องสรุปไม่ได้เป็น 0`,
          en: `OIT ${target}: reached, even counting what could not be decided as 0`,
        },
        ...describeOthers(path, others),
      ];
    case 'reachable': {
      const looks =
        path.looks === 0
          ? { th: '', en: '' }
          : {
              th: ` ในจำนวนนี้ ${path.looks} ข้อให้คนเปิดดูก่อน อาจครบอยู่แล้ว`,
              en: `; ${path.looks} of them a person looks at first, they may be complete`,
            };
      return [
        {
          th: `OIT ${target}: แก้อย่างน้อย ${path.fixes.length} ข้อ คือ ${path.fixes.join(', ')} จะได้ประมาณ ${points}${looks.th}`,
          en: `OIT ${target}: at least ${path.fixes.length} fixes, ${path.fixes.join(', ')}, make about ${points}${looks.en}`,
        },
        ...describeOthers(path, others),
      ];
    }
  }
}

/** The rules are inferred: a list that holds under one only is said to. */
function describeOthers(
  path: PlanWhatIf['targets'][number],
  others: PlanWhatIf['targets'][number]['after'],
): Words[] {
  const short = others.filter(({ reached }) => !reached);
  if (short.length === 0)
    return others.length === 0
      ? []
      : [
          {
            th: `≈ OIT ${path.target}: ถึงตามวิธีคิดอื่นที่เป็นไปได้ด้วย`,
            en: `≈ OIT ${path.target}: reached under the other possible rules too`,
          },
        ];
  const list = short.map(({ rule, low }) => `${rule} ${writePoints(low)}`).join(' · ');
  const more = path.moreForEveryRule;
  if (more === null) {
    return [
      {
        th: `≈ OIT ${path.target}: ตามวิธีคิดอื่นยังไม่ถึง (${list})`,
        en: `≈ OIT ${path.target}: not reached under other rules (${list})`,
      },
    ];
  }
  return [
    {
      th: `≈ OIT ${path.target}: ตามวิธีคิดอื่นยังไม่ถึง (${list}) ให้แน่ใจควรแก้เพิ่ม ${more.join(', ')}`,
      en: `≈ OIT ${path.target}: not reached under other rules (${list}); to be safe add ${more.join(', ')}`,
    },
  ];
}

/** Two decimals at most, cut and not rounded up: 84.996 is not 85. */
export function writePoints(points: number): string {
  return String(Math.floor(points * 100 + 1e-6) / 100);
}

function writeMaybe(points: number | null): string {
  return points === null ? '–' : writePoints(points);
}

function same(text: string): Words {
  return { th: text, en: text };
}

function number(steps: readonly Words[]): Words[] {
  return steps.map((step, index) => ({ th: `${index + 1}. ${step.th}`, en: `${index + 1}. ${step.en}` }));
}

/** "O7 รายงานผล…" with its sub-indicator above. */
function subjectLines(row: PlanRow): Words[] {
  const indicator = row.indicator;
  const head: Words[] =
    indicator === null
      ? []
      : [{ th: `${indicator.id} ${indicator.name.th}`, en: `${indicator.id} ${indicator.name.en}` }];
  if (row.code === null) return head.length === 0 ? [row.name] : head;
  return [...head, { th: `${row.code} ${row.name.th}`, en: `${row.code} ${row.name.en}` }];
}
