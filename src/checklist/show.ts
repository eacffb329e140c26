import type { Checklist, ChecklistElement, ChecklistItem, LoadedChecklist, YearRule } from './schema.ts';

/**
 * Describes a checklist, or one of its items, as lines of plain text in Thai and English.
 *
 * @param code an item's code; null for the overview
 * @throws Error naming the codes that there are when the item does not exist
 */
export function showChecklist(loaded: LoadedChecklist, code: string | null): string[] {
  const { checklist } = loaded;
  if (code === null) return showOverview(loaded);
  const item = checklist.items.find((candidate) => candidate.code.toLowerCase() === code.toLowerCase());
  if (item === undefined) {
    const codes = checklist.items.map((candidate) => candidate.code);
    throw new Error(`${checklist.id} has no item "${code}"; it has ${codes[0]} to ${codes.at(-1)}`);
  }
  return showItem(checklist, item);
}

function showOverview({ checklist, sha256, path }: LoadedChecklist): string[] {
  return [
    `${checklist.id}  ${checklist.nameTh}`,
    checklist.nameEn,
    `${path}  sha256 ${sha256.slice(0, 12)}  ${checklist.status}`,
    ...(checklist.alsoServes.length === 0
      ? []
      : [`ใช้กับปี ${checklist.alsoServes.join(', ')} ด้วย / serves ${checklist.alsoServes.join(', ')} as well`]),
    '',
    ...showItems(checklist),
    '',
    'การรวมคะแนน / Aggregation',
    ...showAggregation(checklist),
    'ระดับ / Grades',
    ...checklist.grades.map((grade) => {
      const each = grade.minInstrument === undefined ? '' : ` และทุกเครื่องมือ ≥ ${grade.minInstrument}`;
      return `  ${grade.nameTh} (${grade.nameEn}) ≥ ${grade.minTotal}${each}`;
    }),
    '≈ อนุมาน / inferred',
  ];
}

function showItems(checklist: Checklist): string[] {
  const line = (item: ChecklistItem): string => {
    const unknown = item.elements.length === 0 ? ' · ไม่ทราบองค์ประกอบ / elements not known' : '';
    return `  ${item.code.padEnd(4)}${item.nameTh} (${item.nameEn}) · ${describeWant(checklist, item.year)}${unknown}`;
  };
  if (checklist.aggregation === null) return checklist.items.map(line);
  return checklist.aggregation.subIndicators.flatMap((sub) => [
    `${sub.id} ${sub.nameTh} (${sub.nameEn})`,
    ...checklist.items.filter((item) => item.subIndicator === sub.id).map(line),
  ]);
}

function showAggregation({ aggregation, aggregationUnknownTh, aggregationUnknownEn }: Checklist): string[] {
  if (aggregation === null) {
    return [...optional('  ', aggregationUnknownTh), ...optional('  ', aggregationUnknownEn)];
  }
  const { rules, defaultRule, instruments } = aggregation;
  return [
    ...rules.map((rule) => {
      const weights = Object.entries(rule.weights).map(([code, weight]) => `${code}×${weight}`);
      const mark = rule.id === defaultRule ? '*' : ' ';
      return `${mark} ${rule.id} ${mark === '*' ? '(default) ' : ''}${rule.method} ${weights.join(' ')}${rule.status === 'inferred' ? ' ≈' : ''}`;
    }),
    `  ITA = ${instruments.iit}·IIT + ${instruments.eit}·EIT + ${instruments.oit}·OIT`,
  ];
}

function showItem(checklist: Checklist, item: ChecklistItem): string[] {
  const sub = checklist.aggregation?.subIndicators.find((candidate) => candidate.id === item.subIndicator);
  return [
    `${item.code} ${item.nameTh}`,
    `   ${item.nameEn}`,
    `   ${sub === undefined ? '' : `${sub.id} ${sub.nameTh} · `}${item.topics.join(', ')}`,
    `ปี / Year: ${describeWant(checklist, item.year)}${doubt(item.year.confidence)}`,
    ...optional('   ', item.year.noteTh),
    `คะแนน / Scores: ${item.scoreLevels.join(', ')}${doubt(item.scoreLevelsConfidence)}`,
    `ผู้รับผิดชอบ / Unit: ${item.responsibleUnitTh} (${item.responsibleUnitEn})`,
    `ชนิดไฟล์ / Accepts: ${item.accepts.kinds.join(', ')}${describeNeeds(item)}`,
    ...(item.accepts.externalHosts.length === 0 ? [] : [`   ${item.accepts.externalHosts.join(', ')}`]),
    ...(item.confidenceAtMost === undefined ? [] : [`ความมั่นใจสูงสุด / At most: ${item.confidenceAtMost}`]),
    ...optional('   ', item.atMostBecauseTh),
    '',
    'องค์ประกอบ / Elements',
    ...(item.elements.length === 0 ? ['  ไม่ทราบ / not known'] : []),
    ...item.elements.flatMap((element) => showElement(checklist, element)),
    '',
    'ชื่อที่ใช้ / Labels',
    ...[...item.labels.right, ...item.labels.other].map((label) => `  ${label}`),
    'คล้ายแต่ไม่ใช่ / Near misses',
    ...item.nearMisses.map(
      (miss) => `  ${miss.label}${miss.belongsTo === null ? '' : ` → ${miss.belongsTo}`}`,
    ),
    '',
    `คำแนะนำ: ${item.adviceTh}`,
    `Advice: ${item.adviceEn}`,
    ...optional('หมายเหตุ: ', item.noteTh),
    ...optional('Note: ', item.noteEn),
    ...optional('ที่มา / Sources: ', item.sources.length === 0 ? undefined : item.sources.join(' · ')),
  ];
}

function showElement(checklist: Checklist, element: ChecklistElement): string[] {
  const only = element.agencyTypes === undefined ? '' : ` [${element.agencyTypes.join(', ')}]`;
  const year = element.year === undefined ? '' : ` · ${describeWant(checklist, element.year)}`;
  const due =
    element.dueAfterMonths === undefined ? '' : ` · ครบกำหนดหลังเดือนที่ ${element.dueAfterMonths} ของปีงบประมาณ`;
  return [
    `  ${element.strict ? '■' : '□'} ${element.nameTh}${doubt(element.confidence)}${only}${year}${due}`,
    `    ${element.nameEn}`,
    ...optional('    ', element.noteTh),
  ];
}

function describeWant(checklist: Checklist, year: YearRule): string {
  const also = [...(year.orCalendarYear ? ['ปีปฏิทินก็ได้'] : []), ...(year.orSpan ? ['ช่วงปีที่ครอบคลุมก็ได้'] : [])];
  const suffix = also.length === 0 ? '' : ` (${also.join(', ')})`;
  switch (year.want) {
    case 'current':
      return `${checklist.fiscalYear}${suffix}`;
    case 'previous':
      return `${checklist.fiscalYear - 1}${suffix}`;
    case 'any':
      return 'ไม่กำหนดปี';
    default: {
      const unknown: never = year.want;
      return unknown;
    }
  }
}

function describeNeeds(item: ChecklistItem): string {
  const { needsOneOf, needsConfidence } = item.accepts;
  if (needsOneOf.length === 0) return '';
  return ` · ต้องมีอย่างน้อยหนึ่งใน ${needsOneOf.join(', ')}${doubt(needsConfidence)}`;
}

function doubt(confidence: 'high' | 'medium' | 'low'): string {
  return confidence === 'low' ? ' ≈' : '';
}

function optional(prefix: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`${prefix}${text}`];
}
