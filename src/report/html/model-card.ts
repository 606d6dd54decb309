import { KEY_RULES } from "../../instrument/key.ts";
import type { Profile } from "../../scoring/score/profile.ts";
import { differentiationText } from "../axis-text.ts";
import { countsText } from "../profile-tables.ts";
import { circleChart } from "./charts/circle-chart.ts";
import { pickedNames } from "./charts/released-picker.ts";
import { findings } from "./findings.ts";
import type { ReportedModel } from "./html-report.ts";
import { html, type Markup } from "./markup.ts";
import { markSwatch } from "./palette.ts";
import { verdictBadge } from "./verdict-badge.ts";

/** What one sees first of a model: whether its profile may be read, what it says, and its circle, in this order. */
export function modelCard(
  model: ReportedModel,
  index: number,
  released: readonly Profile[],
  domain: readonly [number, number],
): Markup {
  const { profile, screen, differentiation } = model.analysis;
  return html`<article class="card ${screen.verdict}" aria-labelledby="model-${index}">
<h2 id="model-${index}">${markSwatch(index)} ${profile.subject}</h2>
<p class="verdict">${verdictBadge(screen.verdict)} <span>${screen.summary} <a class="why" href="#screen-${index}">Why?</a></span></p>
<div class="findings">${findings(model).map((sentence) => html`<p>${sentence}</p>`)}</div>
<figure>${circleChart(model, index, released, domain)}
<figcaption><span>${markSwatch(index)} model, band: 95% interval</span> <span><svg class="key key-people" width="22" height="8" aria-hidden="true"><line x1="0" x2="22" y1="4" y2="4"/></svg> people</span> ${pickedNames(released)}</figcaption></figure>
<p class="note">${countsText(profile.counts)}. 0 is ${KEY_RULES[profile.key].zero}. ${differentiation === undefined ? "" : `${differentiationText(differentiation)}.`}</p>
</article>`;
}
