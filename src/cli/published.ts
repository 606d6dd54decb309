import { Command, Option } from "commander";
import {
  DIMENSIONS_OF,
  type Dimension,
  FAMILIES,
  FAMILY_LABELS,
  type Family,
  labelOf,
  VALUES,
} from "../instrument/dimensions.ts";
import { withoutItems } from "../instrument/key.ts";
import { jsonDocument } from "../lib/json-document.ts";
import { loadKey, loadOpenWeightModels, loadPublishedFigures, loadPublishedModels } from "../release/data.ts";
import { findReleased } from "../release/find-released.ts";
import { loadReference, releasedRun } from "../release/reference.ts";
import { DEVELOPERS, type PublishedModel } from "../release/released-model.ts";
import { type ProfileReport, profileLegend, profileTables } from "../report/profile-tables.ts";
import { renderTables, type TableFormat } from "../report/render-table.ts";
import { scoresJson } from "../report/scores-json.ts";
import type { Cell, Table } from "../report/table.ts";
import { analyseRun } from "../scoring/analysis/analyse-run.ts";
import { meanScores } from "../scoring/score/mean-profile.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { scoreRun } from "../scoring/score/score-run.ts";
import type { CliContext } from "./context.ts";
import {
  type AnalysisOptions,
  examples,
  formatOption,
  marginOption,
  overOption,
  resamplesOption,
  seedOption,
} from "./options.ts";

type Format = TableFormat | "json";
type PublishedOptions = Omit<AnalysisOptions, "key"> & { readonly family: Family; readonly format: Format };

/** `value-portrait published`: the profiles of the released models. */
export function publishedCommand(context: CliContext): Command {
  return new Command("published")
    .summary("show the profiles of the released models")
    .description(
      "Without a name: centred scores of all released models, the averages of their developers' families, and the " +
        "open-weight models of which only rounded value scores are public (marked ~). With names: each model's " +
        "profile, recomputed from its released ratings, beside the published figure.",
    )
    .argument("[models...]", "names of released models")
    .addOption(
      new Option("--family <family>", "which dimensions the overview shows")
        .choices(FAMILIES)
        .default("values"),
    )
    .addOption(formatOption())
    .addOption(seedOption())
    .addOption(resamplesOption())
    .addOption(overOption())
    .addOption(marginOption())
    .addHelpText(
      "after",
      examples(
        "value-portrait published",
        "value-portrait published gpt-4o-2024-05-13 claude-3-opus-20240229",
        "value-portrait published --family traits --format csv",
      ),
    )
    .action((models: string[], options: PublishedOptions) =>
      context.stdout(models.length === 0 ? overview(options) : modelProfiles(models, options)),
    );
}

type OverviewRow = {
  readonly group: string;
  readonly model: string;
  readonly note: string;
  readonly scores: Readonly<Partial<Record<Dimension, number>>>;
};

function overview({ family, format }: PublishedOptions): string {
  const rows = [...releasedRows(), ...averageRows(), ...(family === "values" ? openWeightRows() : [])];
  const dimensions = DIMENSIONS_OF[family];
  if (format === "json") {
    const models = rows.map(({ scores, ...row }) => ({
      ...row,
      centred: Object.fromEntries(dimensions.map((dimension) => [dimension, scores[dimension]])),
    }));
    return jsonDocument({ format: "value-portrait/published", version: 1, family, models });
  }
  const table: Table = {
    title: `${FAMILY_LABELS[family]}, centred scores`,
    columns: [
      { header: "Model" },
      { header: "Group", csvOnly: true },
      ...dimensions.map((dimension) => ({
        header: format === "table" ? abbreviate(labelOf(dimension)) : labelOf(dimension),
        digits: 2,
      })),
      { header: "Note" },
    ],
    rows: rows.map((row): Cell[] => [
      row.model,
      row.group,
      ...dimensions.map((dimension) => row.scores[dimension]),
      row.note,
    ]),
  };
  return renderTables([table], format);
}

/** Ten columns fit into a terminal when their names are short. */
function abbreviate(label: string): string {
  return label.replace(/^(\w{5})\w+/, "$1");
}

function releasedRows(): OverviewRow[] {
  return loadPublishedModels().map((model) => ({
    group: model.developer,
    model: model.model,
    note: model.complete ? "" : "incomplete: first wording only",
    scores: centredScores(model),
  }));
}

function averageRows(): OverviewRow[] {
  const complete = loadPublishedModels().filter((model) => model.complete);
  const average = (name: string, members: readonly PublishedModel[]): OverviewRow => {
    const scores = meanScores(members.map(profileOf));
    return {
      group: "average",
      model: name,
      note: `mean of ${members.length}`,
      scores: Object.fromEntries(
        Object.entries(scores).map(([dimension, { centred }]) => [dimension, centred]),
      ),
    };
  };
  const { models: gpt } = loadPublishedFigures().gptAverage;
  return [
    ...DEVELOPERS.map((developer) =>
      average(
        `${developer}, all`,
        complete.filter((model) => model.developer === developer),
      ),
    ),
    average(
      "GPT, not reasoning",
      complete.filter(({ model }) => gpt.includes(model)),
    ),
  ];
}

function openWeightRows(): OverviewRow[] {
  return loadOpenWeightModels().map(({ model, scores }) => ({
    group: "open weight",
    model,
    note: "~ published to two decimals only",
    scores: Object.fromEntries(VALUES.map((value) => [value, scores[value]])),
  }));
}

function centredScores(model: PublishedModel): OverviewRow["scores"] {
  return Object.fromEntries(
    Object.entries(profileOf(model).scores).map(([dimension, { centred }]) => [dimension, centred]),
  );
}

/** The profile as published: without the items that the authors' file of this model leaves out. */
function profileOf(model: PublishedModel) {
  return scoreRun(releasedRun(model), withoutItems(loadKey("released"), model.omitted));
}

function modelProfiles(
  names: readonly string[],
  { format, family: _, ...settings }: PublishedOptions,
): string {
  const reports = names.map((name): ProfileReport => {
    const model = findReleased(name);
    const reference = loadReference("released");
    const key = withoutItems(reference.key, model.omitted);
    return {
      analysis: analyseRun(reduceRun(releasedRun(model), key), reference, settings),
      published: loadPublishedFigures().scores[model.model],
    };
  });
  if (format !== "json")
    return `${renderTables(profileTables(reports), format)}${format === "csv" ? "" : `\n${profileLegend(reports, settings.margin)}`}`;
  const { method, profiles } = scoresJson(reports, "released", settings);
  return jsonDocument({ format: "value-portrait/published", version: 1, method, profiles });
}
