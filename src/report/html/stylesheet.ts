import type { Profile } from "../../scoring/score/profile.ts";
import { pickRules } from "./charts/released-picker.ts";
import type { Markup } from "./markup.ts";
import { colourRules, modelColourRules } from "./palette.ts";
import { CHARTS, TABLES } from "./style-figures.ts";
import { PHONE, PRINT } from "./style-media.ts";

/** The style of the page: system fonts, two themes from one palette, a layout for paper and one for phones. */
export function stylesheet(released: readonly Profile[]): Markup {
  return {
    markup: [
      colourRules(),
      THEME_SWITCH,
      modelColourRules(),
      BASE,
      CHARTS,
      TABLES,
      PHONE,
      PRINT,
      pickRules(released),
    ].join("\n"),
  };
}

/** The reader's own choice, which goes before the system's. */
const THEME_SWITCH = `:root:has(#theme-light:checked){color-scheme:light}
:root:has(#theme-dark:checked){color-scheme:dark}`;

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
.cards.many{grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:2.2rem 2.5rem}
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
.parts{margin-top:2.6rem;border-top:1px solid var(--rule)}
.part>summary{display:grid;grid-template-columns:1.3rem minmax(11rem,22.5rem) minmax(0,1fr);align-items:baseline;gap:.1rem .4rem;padding:.7rem 0;list-style:none}
.part>summary::-webkit-details-marker{display:none}
.part>summary::before{content:"";width:.45rem;height:.45rem;border:solid var(--muted);border-width:0 2px 2px 0;transform:rotate(-45deg);justify-self:center;align-self:center}
.part[open]>summary::before{transform:rotate(45deg)}
.part>summary:hover h2{text-decoration:underline;text-underline-offset:.15em}
.part h2{font-size:1.12rem;margin:0}
.result{color:var(--muted);font-size:.92rem}
.part-content{scroll-margin-top:4.5rem;padding-bottom:2rem}
.part-content .part-content{padding-bottom:.6rem}
.part-content>p:first-child{margin-top:.2rem}
.of-model{border:0}
.of-model>summary{margin-top:1.2rem}
.of-model>summary h3{display:inline;margin:0}
.why{white-space:nowrap}
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
