/** The charts stretch with the page; their lines keep their width. */
export const historyStyles = `
.trend{display:block;width:100%;height:110px;overflow:visible}
.trend-range{fill:#86abc9;opacity:.45}.trend-line{fill:none;stroke:var(--brand);stroke-width:2;vector-effect:non-scaling-stroke}
.trend-grid{stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke}
.trend-dot{fill:var(--brand)}.trend-label{font-size:12px;fill:#536070}
.trend-ends{display:flex;justify-content:space-between;font-size:.85rem;color:var(--soft)}
.days{display:block;width:100%;height:26px;margin:.5rem 0 .2rem}
.day-up{fill:#3f8f68}.day-part{fill:#c9882b}.day-down{fill:var(--fail)}
.history h3{font-size:1.05rem;margin:1.3rem 0 .3rem;color:var(--brand)}.history h3:first-child{margin-top:0}
.change-list{list-style:none;margin:.3rem 0 0;padding:0}
.change{padding:.15rem 0 .15rem 1rem;border-left:4px solid var(--fg);margin-top:.6rem}
.change .cause{color:var(--soft)}
.history .stack{margin-top:.4rem}
`;
