import { labelOf, VALUES } from "../../../instrument/dimensions.ts";
import type { TopicScore, TopicScores } from "../../../scoring/analysis/topic-scores.ts";
import { spanOf } from "../charts/axis.ts";
import { type Forest, type ForestRow, forestTable } from "../charts/forest-table.ts";
import { bounds, signed } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { markSwatch } from "../palette.ts";
import type { Section } from "../section.ts";

/** The value profile within each topic of the queries. */
export function topicsSection({ models }: HtmlReport): Section | undefined {
  const topics = [...new Set(models.flatMap(({ details }) => details.topics.map(({ topic }) => topic)))];
  if (topics.length === 0) return undefined;
  const all = models.flatMap(({ details }) => details.topics.flatMap(({ values }) => values));
  const domain = spanOf(
    all.flatMap(({ estimate }) => [estimate?.people, estimate?.interval.lower, estimate?.interval.upper]),
  );
  return {
    id: "topics",
    title: "By topic",
    result: `The ten values within ${topics.length} topics of the queries`,
    printed: false,
    content: html`<p>Each score again, within the queries of one topic: a value’s items minus all value items of the same topic. Queries have several topics, so topics overlap. Intervals are over queries and not adjusted for their number, so some leave out 0 by chance. The ◇ is people on the same items; n is items / queries, and a value with fewer than five queries has no score.</p>
<p class="keys">${models.map(({ analysis }, index) => html`<span>${markSwatch(index)} ${analysis.profile.subject}</span>`)}</p>
<div class="topics">${topics.map((topic, place) => topicTable(topic, place, models, domain))}</div>`,
  };
}

function topicTable(
  topic: string,
  place: number,
  models: readonly ReportedModel[],
  domain: readonly [number, number],
): Markup {
  const ofModels = models.map(({ details }) => details.topics.find((one) => one.topic === topic));
  const queries = ofModels.find((one) => one !== undefined)?.queries ?? 0;
  const forest: Forest = {
    id: `topic-${place}`,
    caption: `${topic} (${queries} queries)`,
    axis: "Centred score",
    columns: ["Score [95%]", "n"],
    groups: VALUES.map((value) => ({
      label: labelOf(value),
      rows: models.map((model, index) => topicRow(model, index, scoreOf(ofModels[index], value))),
    })),
    named: models.length > 1,
    domain,
    compact: true,
  };
  return forestTable(forest);
}

function scoreOf(topic: TopicScores | undefined, value: string): TopicScore | undefined {
  return topic?.values.find((one) => one.value === value);
}

function topicRow({ analysis }: ReportedModel, model: number, score: TopicScore | undefined): ForestRow {
  const estimate = score?.estimate;
  return {
    model,
    name: analysis.profile.subject,
    estimate: estimate?.centred,
    interval: estimate?.interval,
    people: estimate?.people,
    hollow: analysis.screen.verdict === "do_not_interpret",
    cells: [
      html`<b class="figure">${signed(estimate?.centred)}</b> <span class="bounds">${bounds(estimate?.interval)}</span>`,
      score === undefined ? "" : `${score.items} / ${score.queries}`,
    ],
  };
}
