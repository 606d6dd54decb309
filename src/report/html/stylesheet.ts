import type { Profile } from "../../scoring/score/profile.ts";
import { pickRules } from "./charts/released-picker.ts";
import type { Markup } from "./markup.ts";
import { modelColourRules, PALETTE } from "./palette.ts";

/** The style of the page: system fonts, two themes from one palette, a layout for paper and one for phones. */
export function stylesheet(released: readonly Profile[]): Markup {
  return {
    markup: [colours(), modelColourRules(), BASE, CHARTS, TABLES, PHONE, PRINT, pickRules(released)].join(
      "\n",
    ),
  };
}

/** One declaration for each colour with both themes; browsers without light-dark() get the light one. */
function colours(): string {
  const names = Object.entries(PALETTE);
  const light = names.map(([name, [value]]) => `--${name}:${value};`).join("");
  const both = names.map(([name, [day, night]]) => `--${name}:light-dark(${day},${night});`).join("");
  return `:root{${light}}
@supports (color:light-dark(#000,#fff)){:root{color-scheme:light dark;${both}}
:root:has(#theme-light:checked){color-scheme:light}
:root:has(#theme-dark:checked){color-scheme:dark}
@media print{:root:root{color-scheme:light!important}}}`;
}

const BASE = `
*{box-sizing:border-box}
html{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;background:var(--page);color:var(--ink);-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:76rem;padding:1.5rem clamp(1rem,4vw,3rem) 5rem;font-variant-numeric:tabular-nums}
h1{font-size:clamp(1.35rem,1rem + 1.5vw,1.9rem);line-height:1.2;letter-spacing:-.015em;margin:0;font-weight:650}
h2{font-size:1.4rem;line-height:1.25;letter-spacing:-.01em;margin:0 0 .6rem;font-weight:650}
h3{font-size:1.02rem;margin:2.2rem 0 .5rem;font-weight:650;overflow-wrap:anywhere}
p{margin:.4rem 0;max-width:46rem}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.kicker{font-size:.8rem;color:var(--muted);margin:0 0 .1rem;letter-spacing:.02em}
.note,figcaption,caption,.keys{font-size:.86rem;color:var(--muted);line-height:1.5}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.3rem .6rem;z-index:2}
.top{display:flex;justify-content:space-between;align-items:start;gap:1rem;flex-wrap:wrap;padding-bottom:1.1rem;border-bottom:1px solid var(--rule)}
.themes fieldset{border:1px solid var(--rule);border-radius:6px;padding:0;margin:0;display:flex;overflow:hidden}
.themes input{position:absolute;opacity:0;width:1px;height:1px}
.themes label{font-size:.82rem;padding:.3rem .7rem;color:var(--muted);cursor:pointer}
.themes input:checked+label{background:var(--panel);color:var(--ink);font-weight:600}
.themes input:focus-visible+label{outline:2px solid var(--accent);outline-offset:-2px;border-radius:6px}
.picker{display:flex;flex-wrap:wrap;gap:.4rem .6rem;align-items:center;font-size:.86rem;color:var(--muted);margin:1rem 0 0}
.picker label{display:inline-flex;align-items:center;gap:.4rem}
.picker select{font:inherit;color:var(--ink);background:var(--page);border:1px solid var(--muted);border-radius:6px;padding:.25rem .4rem;max-width:100%;margin-right:.8rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:2.2rem 3.5rem;margin-top:1.6rem}
.card h2{display:flex;align-items:center;gap:.5rem;overflow-wrap:anywhere;font-size:1.25rem}
.card{display:grid;grid-template-rows:subgrid;grid-row:span 5;row-gap:0;align-content:start;min-width:0}
.card:only-child{display:grid;grid-template:auto auto auto 1fr/minmax(0,1fr) minmax(0,1.15fr);column-gap:3rem}
.card:only-child figure{grid-area:1/2/5/3;margin:0}
.card:only-child .note{grid-row:4}
.verdict{font-size:.92rem;margin:0 0 .5rem;color:var(--muted)}
.badge{display:inline-block;font-weight:650;color:var(--good);border:1.5px solid currentColor;border-radius:4px;padding:0 .5rem;margin-right:.4rem;white-space:nowrap}
.badge.with_caution{color:var(--caution)}
.badge.do_not_interpret{color:var(--page);background:var(--bad);border-color:var(--bad)}
.card.do_not_interpret .verdict{color:var(--ink)}
.findings p{font-size:1.02rem}
.card:only-child .findings p{font-size:1.15rem;line-height:1.5}
figure{margin:.6rem 0 0}
figcaption{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;justify-content:center}
figcaption span,.keys span{display:inline-flex;align-items:center;gap:.35rem}
.keys{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem}
.contents{margin:2.6rem 0 0;border-block:1px solid var(--rule)}
.contents ul{display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;list-style:none;margin:0;padding:.6rem 0;font-size:.9rem}
section{margin-top:3.6rem;scroll-margin-top:1rem}
section>h2+p{color:var(--ink)}
dl{display:grid;grid-template-columns:minmax(8rem,12rem) minmax(0,46rem);gap:.5rem 1.5rem;font-size:.94rem}
dt{font-weight:600}
dd{margin:0}
blockquote{margin:.4rem 0;padding-left:.9rem;border-left:3px solid var(--rule);white-space:pre-wrap;overflow-wrap:anywhere;max-width:46rem;font-size:.94rem}
details{border-bottom:1px solid var(--rule)}
summary{cursor:pointer;padding:.4rem 0}
summary .figure{margin-left:.5rem}
summary .count{color:var(--muted);font-size:.86rem;margin-left:.5rem}
.response-heading{font-weight:600;font-size:.86rem;margin-top:.8rem}
code{font:.92em ui-monospace,Menlo,Consolas,monospace}
`;

const CHARTS = `
.circle{display:block;width:100%;max-width:34rem;height:auto;margin:0 auto;overflow:visible}
.circle text{font-size:13px;fill:var(--ink)}
.circle .value{font-weight:600}
.circle .figure{font-weight:400;fill:var(--muted);font-size:12.5px}
.circle .corner{fill:var(--muted);font-size:12px;font-style:italic}
.circle .tick{font-size:10.5px;fill:var(--muted);text-anchor:middle;paint-order:stroke;stroke:var(--page);stroke-width:3px;stroke-linejoin:round}
.grid{fill:none;stroke:var(--grid);stroke-width:1;vector-effect:non-scaling-stroke}
.zero{fill:none;stroke:var(--muted);stroke-width:1;vector-effect:non-scaling-stroke}
.pole{fill:var(--muted);fill-opacity:.5}
.band{fill:var(--model);fill-opacity:.16;stroke:none}
.line{fill:none;stroke:var(--model);stroke-width:2;stroke-linejoin:round}
.people{fill:none;stroke:var(--ink);stroke-width:1.6;stroke-dasharray:5 4;stroke-linejoin:round}
.mark{fill:var(--model);stroke:var(--page);stroke-width:1}
.people-mark{fill:var(--page);stroke:var(--ink);stroke-width:1.3}
.doubtful .band{fill:var(--muted);fill-opacity:.14}
.doubtful .line{stroke:var(--muted);stroke-dasharray:2 3}
.hollow .mark,.doubtful .mark{fill:var(--page);stroke:var(--model);stroke-width:1.6}
.interval{stroke:var(--model);stroke-width:2.2;stroke-linecap:round}
.releases>path{display:none;vector-effect:non-scaling-stroke;fill:none;stroke:var(--pick);stroke-width:1.7;stroke-dasharray:var(--dash);stroke-linejoin:round}
:root{--dash-a:none;--dash-b:1.5 3}
.picked-a .released-name,.picked-b .released-name{display:none}
.swatch{flex:none;vertical-align:-.1em}
.key{flex:none;stroke-width:2}
.key-people{stroke:var(--ink);stroke-dasharray:5 4}
.key-a{stroke:var(--pick-a)}
.key-b{stroke:var(--pick-b);stroke-dasharray:1.5 3}
.plot,.axis{display:block;overflow:visible}
.axis text{font-size:11px;fill:var(--muted);text-anchor:middle;font-weight:400}
.dot{fill:var(--model);stroke:var(--model);stroke-width:1.5;fill-opacity:.75}
.dot.open{fill:var(--page)}
.bar rect{fill:var(--model);fill-opacity:.8}
.bar.people-bar rect{fill:var(--muted);fill-opacity:.55}
`;

const TABLES = `
table{border-collapse:collapse;font-size:.9rem;line-height:1.35}
caption{text-align:left;padding:.2rem 0 .5rem}
th{text-align:left;font-weight:600}
thead th{font-size:.82rem;color:var(--muted);vertical-align:bottom;font-weight:600;padding-bottom:.3rem}
td,th{padding:.2rem .7rem .2rem 0}
tbody .section th{padding-top:1.1rem;color:var(--muted);font-size:.82rem;font-weight:600;border-bottom:1px solid var(--rule)}
.forest{width:100%}
.forest tbody th{white-space:nowrap;vertical-align:top;padding-top:.35rem}
.forest td{padding-block:0;vertical-align:middle;white-space:nowrap}
.forest .plot-cell{width:100%;min-width:8.6rem;padding-right:1rem}
.forest.named tr.first td,.forest.named tr.first th{border-top:1px solid var(--grid)}
.forest .model span{overflow-wrap:anywhere;white-space:normal;color:var(--muted);font-size:.84rem}
.forest .model{min-width:13.6rem}
.forest .model span{margin-left:.35rem}
.bounds{color:var(--muted)}
.real{font-weight:700;color:var(--ink)}
.figures td{text-align:right}
.figures thead th{text-align:right;min-width:4.2rem}
.figures thead th:first-child{text-align:left}
.figures tbody th{font-weight:400;white-space:nowrap}
.figures tbody tr,.checks tbody tr,.contributions tbody tr{border-bottom:1px solid var(--grid)}
.figures .plot-cell{min-width:12rem;width:16rem;padding-right:1.5rem}
.bars td{min-width:9rem;text-align:left}
.bars td svg{display:inline-block;width:6rem;vertical-align:-.15em}
.bars td span{display:inline-block;margin-left:.5rem;text-align:right;width:2.8rem}
.bars thead th{text-align:left}
.scroll{overflow-x:auto;max-width:100%;margin:.4rem 0 1rem}
.checks th{font-weight:400;white-space:nowrap}
.checks td{white-space:nowrap;vertical-align:top}
.checks th{vertical-align:top}
.checks .prose{white-space:normal;min-width:20rem}
.checks .with_caution td:nth-child(3){color:var(--caution);font-weight:600}
.checks .do_not_interpret td:nth-child(3){color:var(--bad);font-weight:600}
.pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1rem 3rem}
.pairs article{min-width:0}
.matrix caption{white-space:nowrap}
.matrix th{font-weight:400;white-space:nowrap;padding:0 .6rem 0 0}
.matrix thead th{vertical-align:bottom;height:7rem;padding:0}
.matrix thead span{writing-mode:vertical-rl;transform:rotate(180deg);display:inline-block}
.matrix td{width:1.7rem;min-width:1.7rem;height:1.7rem;padding:0;text-align:center}
.matrix tbody td{border:1px solid var(--grid)}
.matrix .above{color:var(--model-0)}
.matrix .below{color:var(--model-1)}
.matrix thead td{border:0}
.topics{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,32rem),1fr));gap:2rem 3rem;margin-top:1.2rem}
.topics>*{min-width:0;align-self:start}
.compact{font-size:.82rem}
.compact caption{color:var(--ink);font-weight:600;font-size:.92rem}
.compact .plot-cell{min-width:7rem}
.forest.compact .model{min-width:0;padding-right:.3rem}
.compact .model span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.compact thead th:nth-child(2){font-size:0}
.contributions{width:100%;margin-bottom:.8rem}
.contributions td,.contributions thead th:not(:first-child){text-align:right;vertical-align:top;white-space:nowrap}
.contributions tbody th{font-weight:400}
.gist{display:block;overflow-wrap:anywhere}
.arrow{color:var(--muted)}
.id{font-size:.8rem;color:var(--muted)}
`;

/** Below this width a row of a forest plot becomes a small block: name and figures above, drawing below. */
const PHONE = `
@media screen and (max-width:74rem){
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
.forest td[data-label="Against people"],.forest td[data-label="Items"],.forest td[data-label="Adj. p"],.forest td[data-label="Verdict"]{order:3}
.forest td[data-label]:empty{display:none}
.forest td[data-label="Tier"]::before,.forest td[data-label="Against people"]::before,.forest td[data-label="Adj. p"]::before,.forest td[data-label="Items"]::before,.forest td[data-label="n"]::before{content:attr(data-label) " ";color:var(--muted)}
}
@media screen and (max-width:46rem){
dl{grid-template-columns:1fr;gap:.1rem}
dd{margin-bottom:.7rem}
.card:only-child{display:block}
.picker{display:grid;grid-template-columns:auto minmax(0,1fr)}
.picker select{margin:0;width:100%}
.checks .prose{min-width:15rem}
.figures tbody th{white-space:normal;min-width:7rem}
.figures:not(.bars) td{white-space:nowrap}
.bars td{min-width:6.6rem;white-space:nowrap}
.bars td svg{width:3rem}
.figures .plot-cell{min-width:9rem;width:9rem}
}
`;

const PRINT = `
@media print{
@page{margin:14mm}
html{font-size:10.5px}
body{max-width:none;padding:0}
.themes,.picker,.contents,.skip{display:none}
section{margin-top:2rem}
h2,h3,caption{break-after:avoid}
.card,figure,.topics>*,.pairs article,tr{break-inside:avoid}
.cards{grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}
.pairs{grid-template-columns:1fr 1fr}
.topics{grid-template-columns:1fr 1fr;gap:1.2rem 2rem}
.scroll{overflow:visible}
.items::details-content{content-visibility:visible;display:block;height:auto}
a{color:inherit;text-decoration:none}
.forest thead{display:table-row-group}
.axis text{font-size:8px}
.forest .model{min-width:12.5rem}
.forest.compact .model{min-width:0}
.forest .plot-cell{min-width:5.3rem}
.bars td svg{width:5rem}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
