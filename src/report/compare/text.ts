import type { Overview } from '../../compare/schema.ts';
import { writeScore, writeScoreRange } from '../../result/lines.ts';
import type { ReportLanguage } from '../format.ts';
import { disclaimerOf, yearLineOf } from './format.ts';

/** A comparison in a few lines for the terminal; the agencies stand in the files. */
export function renderOverviewText(overview: Overview, lang: ReportLanguage): string {
  const { counts, median, warnings, change } = overview;
  const thai = lang === 'th';
  const year = yearLineOf(overview);
  const higher = change?.agencies.filter(({ standing }) => standing === 'above').length ?? 0;
  const lower = change?.agencies.filter(({ standing }) => standing === 'below').length ?? 0;
  const lines = [
    ...(year === null ? [] : [year[lang]]),
    thai
      ? `${counts.agencies} หน่วยงาน: ดูได้และมีผล ${counts.looked} · เครื่องเปิดดูไม่ได้ ${counts.unseen} · ยังไม่มีผล ${counts.noResult}`
      : `${counts.agencies} agencies: ${counts.looked} looked at, ${counts.unseen} could not be looked at, ${counts.noResult} without a result`,
    ...(median === null
      ? []
      : [
          thai
            ? `ค่ากลาง OIT ที่คาด ${writeScore(median.expected)} (ช่วง ${writeScoreRange(median.low, median.high)})`
            : `median expected OIT ${writeScore(median.expected)} (range ${writeScoreRange(median.low, median.high)})`,
        ]),
    ...(change === null
      ? []
      : [
          thai
            ? `เทียบกับครั้งก่อน ${change.agencies.length} หน่วยงาน: ดีขึ้น ${higher} · ลดลง ${lower} · ที่เหลือช่วงทับกันหรือเทียบไม่ได้`
            : `against the earlier run, ${change.agencies.length} agencies: ${higher} higher, ${lower} lower, of the others the ranges overlap or cannot be compared`,
        ]),
    ...warnings.map((warning) => `! ${warning[lang]}`),
    disclaimerOf(overview)[lang],
  ];
  return `${lines.join('\n')}\n`;
}
