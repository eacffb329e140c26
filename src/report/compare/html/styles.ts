import type { ReportLanguage } from '../../format.ts';
import type { Words } from '../../../result/words.ts';
import type { ItemRow } from '../../../compare/schema.ts';

/**
 * What the comparison adds to the report's styles. States have a mark beside their colour, and "could not look" is dark
 * where everything else is light.
 */
const baseStyles = `
.compare .wrap{max-width:84rem}
:root{--unseen:#fff;--unseen-bg:#44546a}
.sp{--fg:var(--pass);--bg:#cfe8d9}.sh{--fg:var(--partial);--bg:#fbe5b8}.sf{--fg:var(--fail);--bg:#f6cfcd}
.sl{--fg:var(--review);--bg:#ddd8f3}.su{--fg:var(--unseen);--bg:var(--unseen-bg)}.sn{--fg:var(--na);--bg:var(--na-bg)}
.k{display:inline-block;color:var(--fg);background:var(--bg);border-radius:4px;padding:0 .45rem;font-size:.85rem;font-weight:700;white-space:nowrap;margin:.08rem .12rem .08rem 0}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;padding:0;margin:.4rem 0 1rem;font-size:.92rem}
.legend .k{min-width:1.6rem;text-align:center;margin-right:.4rem}
.f-pass{fill:#5fb083}.f-partial{fill:#e3b04b}.f-fail{fill:#d1767a}.f-look{fill:#9d94d6}.f-unseen{fill:#44546a}.f-not-applicable{fill:#c9d0d8}.f-bar{fill:#86abc9}.f-box{fill:#86abc9}.f-median{fill:#173f5f}
svg .t{font-size:12px;fill:#536070}svg .strong{font-weight:700;fill:#173f5f}
svg.wide{display:block;max-width:100%;height:auto}
.filters{display:flex;flex-wrap:wrap;gap:.5rem .8rem;align-items:end;background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:.8rem 1rem;margin:1.2rem 0 0}
.filters label{display:grid;font-size:.85rem;color:var(--soft)}
.filters input,.filters select,.filters button{font:inherit;font-size:.95rem;padding:.25rem .5rem;border:1px solid #9fb4c6;border-radius:4px;background:#fff;color:var(--ink);max-width:14rem;min-height:2.2rem}
.filters[hidden]{display:none}
.filters output{font-weight:700;margin-left:auto}
.js .view:not(.on){display:none}
.contents a[aria-current]{font-weight:700;color:var(--brand);text-decoration:underline}
.board{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:6px}
.compare .stack{font-size:.95rem}.compare .stack tbody tr:hover{background:#f7fafc}
.compare .stack .agency{min-width:15rem}.agency small{display:block;color:var(--soft);overflow-wrap:anywhere}
.stack .score{white-space:nowrap}.score b{font-size:1.15rem;color:var(--brand)}
.heat{table-layout:fixed;min-width:74rem;font-size:.9rem}
.heat thead th{position:sticky;top:0;background:#eef2f6;font-size:.8rem;padding:.3rem 0;text-align:center}
.heat .who{width:17rem;text-align:left;padding:.15rem .6rem;font-weight:400}
.heat td{padding:0;text-align:center;border:1px solid #fff;height:1.7rem;color:var(--fg);background:var(--bg);font-weight:700}
.heat tr[data-r] td{cursor:pointer}
.heat tbody tr{border-bottom:1px solid var(--line)}
p.pages{margin:.7rem 0}p.pages[hidden]{display:none}.pages button{font:inherit;font-size:.95rem;padding:.2rem .8rem;border:1px solid #9fb4c6;border-radius:4px;background:#fff;color:var(--brand);cursor:pointer}
.warnings{margin:.5rem 0 0;padding-left:1.2rem}
section.view h3{margin:1.6rem 0 .6rem}.compare .notice{margin:0 0 1rem}.league small.muted{white-space:nowrap}
.better{color:var(--pass)}.worse{color:var(--fail)}
@media (max-width:46rem){
.compare .stack .agency{min-width:0;display:block;font-size:1.05rem}.agency::before{content:none}.filters label,.filters input,.filters select{width:100%;max-width:none}.filters label{flex:1 1 45%}.filters output{margin-left:0;width:100%}
.heat,.heat tbody{display:block;min-width:0}.heat thead{display:none}
.heat tr{display:grid;grid-template-columns:repeat(7,1fr);padding:.5rem .6rem}
.heat tr[hidden]{display:none}
.heat .who{grid-column:1/-1;width:auto;padding:0 0 .3rem}
.heat td{height:auto;line-height:1.3;padding:.15rem 0}
.heat td::before{display:block;font-weight:400;font-size:.68rem}
.league td::before,.unseen td::before{color:var(--soft);font-size:.88rem}
}
@media print{
@page{size:A4 landscape;margin:10mm}
.compare .top,.js .view,.js .view:not(.on){display:block}.compare .top{background:#fff;color:#000}.compare .top p,.compare .top h1{color:#000}.filters,.tools,p.pages{display:none}
.compare .stack,.heat{font-size:7.5pt;min-width:0}.heat td{height:4mm}.k{font-size:7pt}.heat thead th{position:static}
.heat td,.k,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

/**
 * On a phone the heading rows are gone, so every cell says its column itself; from here, since a thousand rows would say
 * it a thousand times.
 */
export function compareStyles(items: readonly Pick<ItemRow, 'code'>[], lang: ReportLanguage): string {
  const labels = [
    ...items.map(({ code }, at) => labelRule('.heat', at + 2, code)),
    ...agencyLabels.flatMap(([table, words]) =>
      words.map((word, at) => labelRule(table, at + 2, word[lang])),
    ),
  ];
  return `${baseStyles}@media (max-width:46rem){${labels.join('')}}\n`;
}

const place: Words = { th: 'พื้นที่', en: 'Place' };

/** Columns behind the agency's name in the tables that have a row for each. */
const agencyLabels: readonly (readonly [string, readonly Words[]])[] = [
  [
    '.league',
    [
      place,
      { th: 'คะแนนที่คาด', en: 'Expected' },
      { th: 'ข้อ', en: 'Items' },
      { th: 'ควรแก้ก่อน', en: 'Fix first' },
    ],
  ],
  ['.unseen', [place, { th: 'เพราะ', en: 'Why' }]],
];

/** What is no letter, digit or space is left out: a code is the checklist's own, and checklists are edited. */
function labelRule(table: string, column: number, label: string): string {
  return `${table} td:nth-child(${column})::before{content:"${label.replace(/[^\p{L}\p{M}\p{N}. ]/gu, '')}"}`;
}
