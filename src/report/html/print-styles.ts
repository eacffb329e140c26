/**
 * A4. The foot is fixed, which browsers repeat on every page; the empty foot of the layout table, which they repeat
 * too, keeps its place free.
 */
export const printStyles = `
@page{size:A4;margin:14mm 15mm 10mm}
@media print{
:root{--ground:#fff}
html{font-size:10.5pt}
body{background:#fff;line-height:1.5;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.screen-only,.js-only,.top,.contents,.skip,#score,#fixes,#sub-indicators,#items,#checks,#problems,#history,.notice,body>.year-line,html.js .js-only{display:none}
.print-only{display:block}
.layout{display:table}.layout>tbody{display:table-row-group}.layout>tbody>tr{display:table-row}.layout>tbody>tr>td{display:table-cell}
.layout>tfoot{display:table-footer-group}.layout>tfoot td{height:17mm;border:0;padding:0}
.print-foot{position:fixed;bottom:0;left:0;right:0;font-size:7.8pt;line-height:1.45;color:#3f4a56;border-top:.6pt solid #9aa7b4;padding-top:1.5mm;height:14mm;overflow:hidden;background:#fff}
.wrap{max-width:none;padding:0}main{padding:0}
a{color:inherit;text-decoration:none}
.sheet{break-after:page;padding-top:1.5mm}
.sheet-kind{font-size:9.5pt;color:#536070}.sheet-agency{font-size:15pt;font-weight:700;color:#173f5f;line-height:1.45;border-bottom:1.2pt solid #173f5f;padding-bottom:2mm;margin-bottom:4mm}
.sheet-agency .muted{font-size:9.5pt;font-weight:400;display:block}
.sheet .year-line{border:.6pt solid #ecd58f;border-radius:2mm;padding:1.5mm 4mm;margin-bottom:3mm}
.sheet .figure-value{font-size:26pt}.sheet .range-bar{margin:1mm 0 0}.sheet .grade{margin-top:2mm;font-size:9.8pt}
.sheet .tally{margin-top:2mm;gap:1.2mm}.sheet .tally li{padding:.3mm 1.6mm;font-size:7.9pt;gap:1.2mm}.sheet .tally-count{font-size:9pt;gap:.8mm}.sheet .tally .icon{width:9pt;height:9pt}
.sheet h2,#paste>h2,#method>h2{font-size:13pt;color:#173f5f;margin:3.5mm 0 1.5mm;break-after:avoid}
.sheet table th,.sheet table td{text-align:left;vertical-align:top;padding:1.1mm 1.8mm;border:.5pt solid #c3ccd6;font-size:9.3pt}
.sheet table thead th{background:#eef2f6;font-size:8.6pt}.sheet tr{break-inside:avoid}.sheet tbody th,.sheet thead th{overflow-wrap:normal}.sheet tbody th{white-space:nowrap}.sheet .unit-cell{width:30mm}.sheet .number{width:24mm}
.sheet .number{white-space:nowrap}.sheet .gain{white-space:normal}.sheet .hand{width:23mm}.sheet td p{margin-top:.8mm}
.sheet .badge{font-size:8.8pt;padding:0 2mm}.sheet .gain{font-size:9pt}
.sheet table,.stack{width:calc(100% - 1mm)}#paste td:nth-child(2){min-width:24mm}
.clamp{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.signatures{display:grid;grid-template-columns:1fr 1fr;gap:0 12mm;margin-top:3mm;break-inside:avoid}
.signature p{display:flex;gap:2mm;align-items:baseline;margin-top:2.2mm;font-size:9.3pt}.rule{flex:1;border-bottom:.6pt dotted #536070}
.stack,.stack thead,.stack tbody{font-size:8.8pt}.stack{border:0}.stack th,.stack td{padding:1.3mm 1.6mm;border:.5pt solid #c3ccd6}
.stack tr{break-inside:avoid}.stack thead{display:table-header-group}.url{font-size:8pt}
#paste .lead{margin-bottom:2mm}#method{break-before:auto}.card{border:0;padding:0}.method div{padding:.8mm 0}details{display:none}
.off-screen{display:none}
}
`;
