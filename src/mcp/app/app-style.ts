import type { Markup } from "../../report/html/markup.ts";
import { colourRules, modelColourRules } from "../../report/html/palette.ts";
import { CHARTS } from "../../report/html/style-figures.ts";

/** The style of the page: colours and charts of the report, in the little room that a conversation gives. */
export function appStyle(): Markup {
  return { markup: [colourRules(), THEMES, modelColourRules(), CHARTS, BASE, TABLE, WIDE, PRINT].join("\n") };
}

/** What the host says goes before what the system prefers. */
const THEMES = `:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}`;

const BASE = `
*{box-sizing:border-box}
html{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;background:var(--page);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0}
main{padding:.9rem 1rem 1.1rem;max-width:52rem;margin:0 auto;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{font-size:.8rem;color:var(--muted);margin:0 0 .5rem;font-weight:600;letter-spacing:.02em}
h2{font-size:1.15rem;line-height:1.3;margin:0 0 .25rem;font-weight:650}
p{margin:.3rem 0}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.note,figcaption,caption,.caveats,details{font-size:.84rem;color:var(--muted);line-height:1.45}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.badge{display:inline-block;font-weight:650;color:var(--good);border:1.5px solid currentColor;border-radius:4px;padding:0 .5rem;margin-right:.4rem}
.badge.with_caution{color:var(--caution)}
.badge.do_not_interpret{color:var(--page);background:var(--bad);border-color:var(--bad)}
.badge.reference{color:var(--muted)}
.profiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:.7rem 2rem}
.profiles>*{min-width:0}
.profiles .do_not_interpret-profile{border-left:4px solid var(--bad);padding-left:.7rem}
.warnings,.remarks{margin:.3rem 0;padding-left:1.1rem}
.alarm{border:1.5px solid var(--bad);border-radius:4px;padding:.3rem .6rem}
summary{cursor:pointer;padding:.15rem 0}
figure{margin:.6rem 0 0;min-width:0}
figcaption{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;justify-content:center}
figcaption span{display:inline-flex;align-items:center;gap:.35rem;min-width:0}
.circle .stamp{font-size:26px;font-weight:700;text-anchor:middle;fill:var(--bad);paint-order:stroke;stroke:var(--page);stroke-width:8px;stroke-linejoin:round}
.strike{stroke:var(--bad);stroke-width:3;stroke-linecap:round}
.caveats{margin:.8rem 0 .4rem;padding:.5rem 0 0 1.1rem;border-top:1px solid var(--rule)}
`;

/** In a narrow view each row of the table is a small block: figures above, the drawing below. */
const TABLE = `
table{border-collapse:collapse;width:100%;font-size:.88rem;line-height:1.3}
caption{text-align:left;padding:.3rem 0}
th{text-align:left;font-weight:600}
table,thead,tbody,caption{display:block}
thead tr{display:block}
thead th:not(.plot-cell){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
thead th{font-weight:400;color:var(--muted);font-size:.8rem}
td,th{padding:0}
tbody tr{display:grid;grid-template-columns:1.3rem minmax(0,1fr) auto 3.2rem;column-gap:.5rem;align-items:baseline}
tbody th{grid-column:1/-1}
.plot-cell{grid-column:1/4;order:1;width:100%}
thead .plot-cell{display:block;width:calc(100% - 3.7rem)}
.items{text-align:right}
.tier{order:2;text-align:right;align-self:center}
td[data-label]:not(:empty)::before{content:attr(data-label) " ";color:var(--muted);font-size:.8rem}
tbody+tbody tr:first-child{border-top:1px solid var(--grid);padding-top:.25rem;margin-top:.2rem}
.family th{color:var(--muted);padding-top:.6rem}
.difference .plot-cell{order:0;grid-column:2/-1;color:var(--muted)}
.difference .score{grid-column:2}
.difference .verdict{grid-column:3/-1;text-align:right}
.score,.people-cell,.items{white-space:nowrap}
.bounds{color:var(--muted)}
.real{font-weight:700}
s{color:var(--muted)}
.whose .swatch{vertical-align:middle}
@media (max-width:30rem){
.circle text,.circle .corner{font-size:16px}
.circle .figure{font-size:14px}
}
.hollow .interval{stroke-dasharray:2 3;stroke:var(--muted)}
`;

const WIDE = `
@media (min-width:40rem){
table{display:table}
thead{display:table-header-group}
tbody{display:table-row-group}
caption{display:table-caption}
thead tr,tbody tr{display:table-row}
thead th:not(.plot-cell){position:static;width:auto;height:auto;clip-path:none}
thead th{vertical-align:bottom;padding-right:.8rem;white-space:nowrap}
td,tbody th{padding:0 .8rem 0 0;vertical-align:middle}
tbody th{vertical-align:top;min-width:7.5rem}
td:last-child,th:last-child{padding-right:0}
.plot-cell,thead .plot-cell{display:table-cell;min-width:11rem;width:100%}
.tier{text-align:left}
td[data-label]:not(:empty)::before{content:none}
.people-cell,.items{text-align:right}
.tier{min-width:3rem}
.difference .verdict{text-align:left;min-width:6rem}
}
`;

const PRINT = `
@media print{
html{font-size:11px}
main{padding:0;max-width:none}
figure,tbody,.profiles>*{break-inside:avoid}
.circle{max-width:26rem}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
