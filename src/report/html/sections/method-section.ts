import { KEY_RULES } from "../../../instrument/key.ts";
import { countText } from "../../../lib/number-text.ts";
import { HUMAN_REFERENCE_NOTE } from "../../../scoring/people/compare-with-humans.ts";
import type { HtmlReport } from "../html-report.ts";
import { html } from "../markup.ts";
import type { Section } from "../section.ts";

/** How the figures came about, so that another can make them again and cite them. */
export function methodSection({ key, settings, origin, models }: HtmlReport): Section {
  const comparison = models.find((model) => model.comparison !== undefined)?.comparison;
  return {
    id: "method",
    title: "Method",
    result: "How the figures came about, and how to cite them",
    printed: true,
    content: html`<p>Value Portrait is a psychometric benchmark: 104 real user queries with five candidate responses each. A model says how similar each response is to its own thoughts, on six verbal points, under six prompts. People rated the same items and answered value and personality questionnaires; items whose ratings correlate with a value measure it.</p>
<dl>
<dt>Rating of an item</dt><dd>Mean over the prompts that gave a usable answer. Unusable answers are counted by kind and never filled in.</dd>
<dt>Score</dt><dd>Under this key ${KEY_RULES[key].score}; families are the ten values, the four higher-order values and the five traits.</dd>
<dt>Differentiation</dt><dd>The slope of a model’s ratings on people’s mean ratings of the same items: how strongly it separates popular from unpopular answers. It is in most scores under the released key.</dd>
<dt>Intervals</dt><dd>95%, Student’s t with cluster-robust standard errors over ${settings.over === "queries" ? "queries" : "queries and prompts"}; they hold for other queries of this kind${settings.over === "queries" ? " under the same prompts" : " and other prompts"}.</dd>
<dt>Comparison with people</dt><dd>Errors over queries and over raters, in closed form; p from Student’s t, adjusted by Holm’s method within the family; margin of equivalence ${settings.margin}. ${HUMAN_REFERENCE_NOTE}</dd>
<dt>Tiers and differences</dt><dd>Sign-flip permutation over queries, adjusted by Holm’s method${comparison === undefined ? "" : `; differences are paired by item and prompt, margin of equivalence ${comparison.margin}`}.</dd>
<dt>What it is not</dt><dd>Self-report under prompts, not behaviour; and not comparable with questionnaire scores of people.</dd>
<dt>Key</dt><dd>${key}: ${KEY_RULES[key].rule} ${KEY_RULES[key].use}</dd>
<dt>Settings</dt><dd>seed ${settings.seed}, ${countText(settings.resamples)} resamples and permutations, over ${settings.over.replaceAll("_", " ")}. The same input and settings give the same page.</dd>
<dt>Versions</dt><dd>value-portrait ${origin.version}; release of the authors at commit <a href="${origin.releaseUrl}">${origin.releaseCommit}</a>.${origin.runs.map((line) => html` ${line}.`)}</dd>
<dt>Cite</dt><dd>Value Portrait: Assessing Language Models’ Values through Psychometrically and Ecologically Valid Items. <cite>Proceedings of the 63rd Annual Meeting of the Association for Computational Linguistics (ACL 2025), long papers</cite>, 838. <a href="https://arxiv.org/abs/2505.01015">arXiv 2505.01015</a>. And this software, value-portrait ${origin.version} (MIT).</dd>
</dl>`,
  };
}
