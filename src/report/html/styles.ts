import type { ReportFonts } from '../fonts.ts';
import { historyStyles } from './history-styles.ts';
import { printStyles } from './print-styles.ts';

function fontFace(weight: number, base64: string, range: string): string {
  return `@font-face{font-family:Sarabun;font-style:normal;font-weight:${weight};font-display:swap;src:url(data:font/woff2;base64,${base64}) format("woff2");unicode-range:${range}}`;
}

const thaiRange = 'U+0E01-0E5B,U+200C-200D,U+25CC';
const latinRange = 'U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212';

/** Contrast of every pair used for words is at least 4.5:1 (WCAG 2.2 AA). "Could not tell" is violet, never red. */
const screenStyles = `
:root{--ink:#1b2733;--soft:#536070;--line:#d9dfe6;--paper:#fff;--ground:#f4f6f8;--brand:#173f5f;--link:#0b5cad;
--pass:#176b43;--pass-bg:#e8f4ed;--partial:#845400;--partial-bg:#fdf3dd;--fail:#a32a2f;--fail-bg:#fbeceb;--review:#53489b;--review-bg:#efedf9;--na:#5a6572;--na-bg:#eef0f3}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:400 1rem/1.65 Sarabun,"Noto Sans Thai","Leelawadee UI",Thonburi,sans-serif;overflow-wrap:anywhere}
html[data-lang=th] .en,html[data-lang=en] .th{display:none}
html:not(.js) .js-only,.print-only,[hidden]{display:none}
.off-screen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem}.skip:focus{left:.5rem;top:.5rem;background:var(--paper);padding:.5rem 1rem;z-index:9}
a{color:var(--link);text-underline-offset:.18em}
:focus-visible{outline:3px solid #f2a900;outline-offset:2px;border-radius:2px}
.layout,.layout>tbody,.layout>tbody>tr,.layout>tbody>tr>td{display:block;width:100%;padding:0;border:0}
.layout>tfoot{display:none}
.wrap{max-width:68rem;margin:0 auto;padding:0 1.25rem}
.year-line{margin:0;background:#fff3cf;color:#5c4200;border-bottom:1px solid #ecd58f;padding:.6rem 1.25rem;text-align:center;font-weight:700}
.top{background:var(--brand);color:#fff}
.top .wrap{display:flex;flex-wrap:wrap;gap:1rem 2rem;justify-content:space-between;align-items:flex-start;padding-top:1.6rem;padding-bottom:1.5rem}
.top p{margin:0;color:#d5e1ec}.top a{color:#fff}
.top h1{margin:.1rem 0 .3rem;font-size:1.75rem;line-height:1.4;font-weight:700}
.tools{display:flex;gap:.5rem;flex-wrap:wrap}
.tools button{font:inherit;font-size:.9rem;color:#fff;background:transparent;border:1px solid #8fa9bf;border-radius:4px;padding:.25rem .8rem;cursor:pointer}
.tools button[aria-pressed=true]{background:#fff;color:var(--brand);border-color:#fff;font-weight:700}
.contents{background:var(--paper);border-bottom:1px solid var(--line)}
.contents ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:0 auto;padding-top:.6rem;padding-bottom:.6rem}
.contents a{text-decoration:none}.contents a:hover{text-decoration:underline}
main{padding-bottom:3rem}
section>h2{font-size:1.4rem;line-height:1.5;margin:2.6rem 0 .8rem;color:var(--brand)}
h3,h4,p{margin:0}
.lead,.muted{color:var(--soft)}.lead{margin-bottom:1rem}
.nowrap{white-space:nowrap}
.card,.item,.unit,.notice,.first{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:1.25rem 1.4rem}
.notice{margin-top:1.5rem;border-left:5px solid var(--review);background:var(--review-bg)}
.notice h2{margin:0 0 .2rem;font-size:1.1rem;color:var(--review)}
.notice-large{padding:2rem 1.8rem}.notice-large h2{font-size:1.5rem}.notice-large p{margin-top:.6rem}
.figure{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem .7rem}
.figure-label{font-size:1.15rem}.figure-value{font-size:3.4rem;line-height:1.15;color:var(--brand)}
.figure-range{font-size:1.25rem;color:var(--soft)}
.range-bar{display:block;margin:.7rem 0 .3rem;overflow:visible}
.track{fill:#e4e9ee}.range{fill:#86abc9}.marker{fill:#173f5f}.tick{stroke:#9aa7b4}
.tick-label{font-size:12px;fill:#536070}.range-label{font-size:14px;font-weight:700;fill:#173f5f}
.disclaimer{font-size:.9rem;color:var(--soft);border-left:3px solid var(--line);padding-left:.8rem;margin-top:.6rem}
.grade{margin-top:1.1rem}.grade-line{display:block;padding:.1rem 0 .1rem 1.1rem;position:relative}
.grade-line::before{content:"";position:absolute;left:0;top:.85em;width:.45rem;height:2px;background:var(--brand)}
.total{margin-top:.6rem}
.tally{list-style:none;display:flex;flex-wrap:wrap;gap:.6rem;padding:0;margin:1.3rem 0 0}
.tally li{display:flex;align-items:center;gap:.6rem;border-radius:5px;padding:.35rem .8rem;background:var(--bg);color:var(--fg);font-size:.95rem}
.tally-count{display:inline-flex;align-items:center;gap:.3rem;font-weight:700;font-size:1.15rem}
.rules{margin-top:1.3rem;font-size:.92rem;color:var(--soft)}.rules strong{color:var(--ink)}
.rules ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.6rem;margin:.2rem 0 0;padding:0}
.v-pass{--fg:var(--pass);--bg:var(--pass-bg)}.v-partial{--fg:var(--partial);--bg:var(--partial-bg)}.v-fail{--fg:var(--fail);--bg:var(--fail-bg)}
.v-review{--fg:var(--review);--bg:var(--review-bg)}.v-not-applicable{--fg:var(--na);--bg:var(--na-bg)}
.icon{flex:none;vertical-align:-.17em}
.badge{display:inline-flex;align-items:center;gap:.4rem;color:var(--fg);background:var(--bg);border-radius:4px;padding:.1rem .7rem;font-weight:700}
.word{display:inline-flex;align-items:center;gap:.35rem;color:var(--fg);font-weight:700}
.small{font-size:.85rem;font-weight:400;line-height:1.4;align-items:flex-start}
.gain{font-weight:700;color:var(--brand);white-space:nowrap}
.code{font-weight:700;white-space:nowrap}
.approx{font-weight:700;color:var(--review)}
.first{margin-bottom:1rem;background:#eaf1f7;border-color:#c9d9e6}.first p{font-weight:700}.first ol{margin:.3rem 0 0;padding-left:1.5rem}
.unit{margin-top:1rem}.unit h3{font-size:1.12rem;color:var(--brand)}.unit h3 .muted{font-weight:400;font-size:.95rem}
.fixes{list-style:none;margin:.4rem 0 0;padding:0}
.fix{padding:.85rem 0 .85rem 1rem;border-left:4px solid var(--fg);margin-top:.7rem}
.fix{padding-top:.15rem;padding-bottom:.15rem}.fix-meta{display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;font-size:.95rem}
.indicators{list-style:none;padding:0;margin:0 0 .8rem;display:flex;flex-wrap:wrap;gap:.2rem 2rem}
table{border-collapse:collapse;width:100%}
.stack{background:var(--paper);border:1px solid var(--line);border-radius:6px}
.stack th,.stack td{text-align:left;vertical-align:top;padding:.65rem .8rem;border-bottom:1px solid var(--line)}
.stack thead th{font-size:.9rem;color:var(--soft);background:#fafbfc}.stack tbody th{font-weight:400}
.stack .number{text-align:right;white-space:nowrap}.stack .bar{min-width:8.5rem;white-space:nowrap}
.stack .wide{min-width:11rem}.cell-label{display:none}.group-id{font-weight:700}
.small-bar{display:block;overflow:visible;margin-top:.25rem}
.chips{display:flex;flex-wrap:wrap;gap:.3rem}
.chip{display:inline-flex;align-items:center;gap:.2rem;font-size:.85rem;font-weight:700;text-decoration:none;color:var(--fg);background:var(--bg);border-radius:4px;padding:0 .45rem;white-space:nowrap;position:relative}
.chip:hover{text-decoration:underline}.chip .icon{width:12px;height:12px}
.item{margin-top:1rem;border-left:5px solid var(--fg);scroll-margin-top:1rem}
.item:target{box-shadow:0 0 0 3px #f2a900}
.item h3{font-size:1.15rem;line-height:1.5}.item h3 .code{color:var(--brand)}
.item h4{margin:1rem 0 .25rem;font-size:.95rem;color:var(--soft)}
.item-verdict{margin-top:.3rem}.confidence{color:var(--soft);margin-left:.5rem}
.facts{list-style:none;margin:.25rem 0 0;padding:0;display:flex;flex-wrap:wrap;font-size:.9rem;color:var(--soft)}
.facts li:not(:last-child)::after{content:"·";margin:0 .5rem}
.item ul:not(.facts,.requireds,.evidences){margin:0;padding-left:1.2rem}
.advice{margin-top:1rem;background:#eaf1f7;border-radius:5px;padding:.75rem 1rem}.item .advice h4{margin:0 0 .1rem;color:var(--brand)}
.requireds,.evidences{list-style:none;margin:0;padding:0}.requireds.card{padding:1rem 1.4rem}
.required{display:flex;gap:.55rem;padding:.14rem 0}.required .icon{margin-top:.35rem}
.is-found .icon,.is-found .state{color:var(--pass)}.is-missing .icon,.is-missing .state{color:var(--fail)}
.is-soft .icon,.is-soft .state{color:var(--partial)}.is-unknown .icon,.is-unknown .state{color:var(--review)}
.state{font-size:.9rem;font-weight:700;margin-left:.4rem}.tag{font-size:.82rem;color:var(--soft);border:1px solid var(--line);border-radius:3px;padding:0 .35rem;margin-left:.3rem}
.quote{display:block;font-size:.88rem;color:var(--soft)}
.evidence{padding:.5rem 0 .5rem .9rem;border-left:2px solid var(--line);margin-top:.4rem}.evidence .facts{margin-top:0}
.role{font-size:.82rem;border:1px solid var(--line);border-radius:3px;padding:0 .4rem;color:var(--soft);margin-right:.25rem;white-space:nowrap}
.role-accepted{border-left-color:var(--pass)}.path,.address{font-size:.9rem}.path{color:var(--soft);display:block}
.url{word-break:break-all;font-size:.88rem}.outcome{color:var(--review);font-weight:700}
.note,.override{font-size:.92rem;color:var(--soft);margin-top:.8rem}.override{color:var(--review);background:var(--review-bg);border-radius:4px;padding:.4rem .8rem}
details{margin-top:.9rem}.proof{margin-top:.5rem}.proof>summary{font-size:.95rem}.found{color:var(--soft)}summary{cursor:pointer;color:var(--link)}details ul{margin-top:.3rem}
.paste-url{display:block}.paste-name{color:var(--ink)}.have-yes{color:var(--pass);font-weight:700}.have-no{color:var(--fail);font-weight:700}.have-incomplete{color:var(--partial);font-weight:700}.have-look{color:var(--review);font-weight:700}.have-not-applicable{color:var(--na)}
.copy{font:inherit;font-size:.84rem;line-height:1.5;color:var(--brand);background:#fff;border:1px solid #9fb4c6;border-radius:4px;padding:.05rem .6rem;margin-top:.2rem;cursor:pointer;white-space:nowrap}
.copy:hover{background:#eaf1f7}.copy.copied{background:var(--pass-bg);border-color:var(--pass);color:var(--pass)}
.copy-all{font-size:.95rem;padding:.25rem 1rem;margin-bottom:.7rem}
.method{display:grid;gap:.1rem 1.5rem;margin:1rem 0 0}.method div{display:grid;grid-template-columns:13rem 1fr;gap:.2rem 1rem;padding:.35rem 0;border-bottom:1px solid #edf0f3}
.method dt{color:var(--soft)}.method dd{margin:0}code{font:.85rem/1.5 ui-monospace,Consolas,monospace;word-break:break-all}
.options{margin-top:.5rem;font-size:.9rem}.options th,.options td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #edf0f3;font-weight:400;vertical-align:top}
.card .disclaimer:last-child{margin-top:1.2rem}
@media (max-width:46rem){
.wrap{padding:0 .9rem}.top h1{font-size:1.4rem}.card,.item,.unit,.notice,.first{padding:1rem}
.figure-value{font-size:2.8rem}section>h2{font-size:1.25rem}
.stack,.stack tbody,.stack tr,.stack td,.stack tbody th{display:block}.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack th,.stack td{border:0;padding:.15rem .9rem}.stack tr{border-bottom:1px solid var(--line);padding:.6rem 0}
.stack td{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:.6rem}.stack .number{text-align:left}
.cell-label{display:block;color:var(--soft);font-size:.88rem}.method div{grid-template-columns:1fr}.cell{min-width:0}
.unit,.item{border-radius:5px}.contents ul{gap:.15rem 1.1rem}
}
`;

/** The page's one style sheet, fonts included. */
export function reportStyles(fonts: ReportFonts): string {
  return [
    fontFace(400, fonts.thai400, thaiRange),
    fontFace(700, fonts.thai700, thaiRange),
    fontFace(400, fonts.latin400, latinRange),
    fontFace(700, fonts.latin700, latinRange),
    screenStyles,
    historyStyles,
    printStyles,
  ].join('\n');
}
