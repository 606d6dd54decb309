import { once } from "../lib/memo.ts";
import { loadPublishedFigures, loadReleasedModels } from "./data.ts";
import { DEVELOPERS, type Developer, type ReleasedModel } from "./released-model.ts";

/** Released models of which an average is of interest: a developer's, or those of the published GPT average. */
export type ModelGroup = {
  readonly id: Developer | "gpt";
  /** As tables call its average. */
  readonly label: string;
  /** The complete models only: an average over different prompts would mix them. In the order of the release. */
  readonly members: readonly ReleasedModel[];
};

/** The groups of released models that are averaged, the published one last. */
export const modelGroups = once((): readonly ModelGroup[] => {
  const complete = loadReleasedModels().filter((model) => model.complete);
  const { models: gpt } = loadPublishedFigures().gptAverage;
  return [
    ...DEVELOPERS.map((developer) => ({
      id: developer,
      label: `${developer}, all`,
      members: complete.filter((model) => model.developer === developer),
    })),
    {
      id: "gpt" as const,
      label: "GPT, not reasoning",
      members: complete.filter(({ model }) => gpt.includes(model)),
    },
  ];
});
