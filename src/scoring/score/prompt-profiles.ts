import type { Key } from "../../instrument/key.ts";
import { VARIANTS, type Variant } from "../../instrument/variant.ts";
import type { Run } from "../../runs/answer.ts";
import type { Profile } from "./profile.ts";
import { scoreRun } from "./score-run.ts";

/** A run's profile under one prompt. */
export type PromptProfile = { readonly variant: Variant; readonly profile: Profile };

/** A profile for each prompt that brought a rating, in the order of VARIANTS: what their mean hides. */
export function promptProfiles(run: Run, key: Key): readonly PromptProfile[] {
  return VARIANTS.flatMap((asked): PromptProfile[] => {
    const responses = run.responses.filter(({ variant }) => variant === asked);
    const profile = scoreRun({ subject: run.subject, responses }, key);
    return profile.counts.rating === 0 ? [] : [{ variant: asked, profile }];
  });
}
