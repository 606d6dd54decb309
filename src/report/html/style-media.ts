/** The style of small screens and of paper. */

/** Below this width a row of a forest plot becomes a small block: name and figures above, drawing below. */
export const PHONE = `
@media screen and (max-width:77rem){
.forest,.forest tbody,.forest caption{display:block;width:100%}
.forest thead,.forest thead tr,.forest thead .plot-cell{display:block;padding:0}
.forest thead th:not(.plot-cell){display:none}
.forest tr{display:flex;flex-wrap:wrap;column-gap:.8rem;align-items:baseline;padding:.15rem 0}
.forest.compact tr{display:grid;grid-template-columns:1fr auto auto}
.forest tr.section{display:block}
.forest tbody th,.forest td{padding:0;border:0!important}
.forest tbody tr.section th{display:block;padding-top:1rem}
.forest tr.first{border-top:1px solid var(--grid);padding-top:.4rem}
.forest tbody tr.first>th{grid-column:1/-1;flex-basis:100%}
.forest .model{grid-column:1/-1;flex-basis:100%;display:flex;align-items:center}
.forest.compact .model{grid-column:auto}
.forest.compact.named tr{grid-template-columns:auto 1fr auto}
.forest .plot-cell{grid-column:1/-1;order:2;width:100%;padding:0}
.forest td[data-label]{order:1;font-size:.84rem}
.forest td[data-label="Key ±"],.forest td[data-label="Against people"],.forest td[data-label="Items"],.forest td[data-label="Adj. p"],.forest td[data-label="Verdict"]{order:3}
.forest td[data-label]:empty{display:none}
.forest td[data-label="Tier"]::before,.forest td[data-label="Key ±"]::before,.forest td[data-label="Against people"]::before,.forest td[data-label="Adj. p"]::before,.forest td[data-label="Items"]::before,.forest td[data-label="n"]::before{content:attr(data-label) " ";color:var(--muted)}
}
@media screen and (max-width:30rem){
.chart .between{display:none}
}
@media screen and (max-width:46rem){
dl{grid-template-columns:1fr;gap:.1rem}
dd{margin-bottom:.7rem}
.card:only-child{display:block}
.picker{display:grid;grid-template-columns:auto minmax(0,1fr)}
.picker select{margin:0;width:100%}
.part>summary{grid-template-columns:1.3rem minmax(0,1fr)}
.part>summary .result{grid-column:2}
.checks .prose{min-width:15rem}
.scroll tbody th[scope=row],.scroll thead th:first-child{position:sticky;left:0;background:var(--page)}
.checks th,.figures tbody th,.figures.models tbody th{white-space:normal;min-width:6rem;max-width:8.5rem}
.figures:not(.bars) td{white-space:nowrap}
.bars td{min-width:6.2rem;white-space:nowrap}
.bars td svg{width:3rem}
.figures .plot-cell{min-width:9rem;width:9rem}
}
`;

export const PRINT = `
@media print{
@page{margin:14mm}
html{font-size:10.5px}
body{max-width:none;padding:0}
.themes,.picker,.skip,.why,details:not(.part):not([open]),.part>summary::before{display:none}
.parts{margin-top:1.2rem}
.part>summary{grid-template-columns:minmax(11rem,20rem) minmax(0,1fr);padding:.3rem 0;break-after:avoid}
.part:not(.printed):not([open])>summary{break-after:auto}
.part-content{padding-bottom:.6rem}
dl{gap:.25rem 1.2rem;grid-template-columns:minmax(8rem,11rem) 1fr}
p{max-width:none}
section:has(#differences){break-inside:avoid}
.part.printed::details-content{content-visibility:visible;display:block;height:auto}
h2,h3,caption{break-after:avoid}
.lines{grid-template-columns:1fr 1fr;gap:.6rem 2rem}
.card,figure,.topics>*,.pairs>*,tr{break-inside:avoid}
.cards{grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}
.pairs{grid-template-columns:1fr 1fr}
.topics{grid-template-columns:1fr 1fr;gap:1.2rem 2rem}
.scroll{overflow:visible;background:none}
a{color:inherit;text-decoration:none}
.forest thead{display:table-row-group}
.axis text,.chart text{font-size:8px}
.timeline{padding-left:36px}
.forest td,.forest th{padding-right:.45rem}
.forest .model{min-width:0}
.forest .model span{display:none}
.forest.named thead th:nth-child(2){font-size:0}
.keys.paper{display:flex;color:var(--ink)}
.forest.compact .model{min-width:0}
.forest .plot-cell{min-width:8rem}
.forest .plot{height:22px;margin-block:-1px}
.bars td svg{width:5rem}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
