import { answers } from "./answers.ts";
import type { Campaign } from "./campaign.ts";
import { files } from "./files.ts";
import { interruptions } from "./interruptions.ts";
import { labels } from "./labels.ts";
import { outputs } from "./outputs.ts";
import { providers } from "./providers.ts";
import { secrets } from "./secrets.ts";

/** All campaigns by name, in the order of docs/RELIABILITY.md. */
export const CAMPAIGNS: ReadonlyMap<string, Campaign> = new Map(
  Object.entries({ interruptions, providers, files, answers, labels, outputs, secrets }),
);
