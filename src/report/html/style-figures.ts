/** The style of what shows figures: charts and tables. */

export const CHARTS = `
.circle{display:block;width:100%;max-width:34rem;height:auto;margin:0 auto;overflow:visible}
.circle text{font-size:13px;fill:var(--ink)}
.circle .value{font-weight:600}
.circle .figure{font-weight:400;fill:var(--muted);font-size:12.5px}
.circle .corner{fill:var(--muted);font-size:12px;font-style:italic}
.circle .tick{font-size:10.5px;fill:var(--muted);text-anchor:middle;paint-order:stroke;stroke:var(--page);stroke-width:3px;stroke-linejoin:round}
.grid{fill:none;stroke:var(--grid);stroke-width:1;vector-effect:non-scaling-stroke}
.zero{fill:none;stroke:var(--muted);stroke-width:1;vector-effect:non-scaling-stroke}
.pole{fill:var(--muted);fill-opacity:.5}
.margin-band{fill:var(--muted);fill-opacity:.13}
.headline{font-weight:600}
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
.lines{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1.2rem 3rem;margin:.8rem 0}
.lines figure{margin:0;min-width:0}
.lines figcaption{justify-content:start}
.lines figcaption b{color:var(--ink);min-width:8rem}
.timeline{margin:.5rem 0 1rem;padding:0 5px 0 50px}
.chart{display:block;overflow:visible}
.chart text{font-size:11px;fill:var(--muted)}
.chart .level{text-anchor:end}
.chart .line{stroke-width:1.4}
.chart .interval{stroke-width:1.4;stroke-opacity:.55}
.run-band{fill:var(--muted);fill-opacity:.2}
.chart .alarm-line{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:7 4}
.chart .alarm-name{fill:var(--bad);font-weight:600}
.away .mark{fill:var(--bad)}
.bar rect{fill:var(--model);fill-opacity:.8}
.bar.people-bar rect{fill:var(--muted);fill-opacity:.55}
`;

export const TABLES = `
table{border-collapse:collapse;font-size:.9rem;line-height:1.35}
.paper{display:none}
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
.figures thead th{text-align:right;min-width:4.2rem;max-width:8.5rem}
.figures thead th:first-child{text-align:left}
.figures tbody th{font-weight:400;white-space:nowrap}
.figures tbody tr,.checks tbody tr,.contributions tbody tr{border-bottom:1px solid var(--grid)}
.figures .plot-cell{min-width:12rem;width:16rem;padding-right:1.5rem}
.models{width:100%}
.figures.models tbody th{white-space:normal;min-width:9rem;max-width:16rem}
.name{display:inline-flex;align-items:baseline;gap:.4rem;overflow-wrap:anywhere}
.name .swatch{align-self:center}
.words{white-space:normal;display:inline-block;min-width:7rem;max-width:14rem}
.upright{font-size:.8rem}
.upright td,.upright th{padding-right:.45rem}
.upright thead th:not(:first-child){min-width:0;text-align:left;height:9rem}
.upright thead span{writing-mode:vertical-rl;transform:rotate(180deg);display:inline-block}
.bars td{min-width:7.6rem;text-align:left}
.bars td svg{display:inline-block;width:4.4rem;vertical-align:-.15em}
.bars td span{display:inline-block;margin-left:.4rem;text-align:right;width:3.2rem;white-space:nowrap}
.bars thead th{text-align:left}
.scroll{overflow-x:auto;max-width:100%;margin:.4rem 0 1rem;background:linear-gradient(to right,var(--page) 40%,transparent) left/2.5rem 100% no-repeat local,linear-gradient(to left,var(--page) 40%,transparent) right/2.5rem 100% no-repeat local,linear-gradient(to right,var(--rule),transparent) left/1rem 100% no-repeat,linear-gradient(to left,var(--rule),transparent) right/1rem 100% no-repeat}
.checks th{font-weight:400;white-space:nowrap}
.checks td{white-space:nowrap;vertical-align:top}
.checks th{vertical-align:top}
.checks .prose{white-space:normal;min-width:16rem}
.checks .with_caution .judged{color:var(--caution);font-weight:600}
.checks .do_not_interpret .judged{color:var(--bad);font-weight:600}
.pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1rem 3rem}
.pairs>*{min-width:0}
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
