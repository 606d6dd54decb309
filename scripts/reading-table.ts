/**
 * Counts how often each label is read in the frames of `text-frames.ts`, and prints the table of docs/READING-ANSWERS.md.
 *
 *   npx tsx scripts/reading-table.ts
 */
import { pathToFileURL } from "node:url";
import { markdownTable } from "markdown-table";
import { parseRating } from "../src/assertions/parse-rating.ts";
import { LABELS, RATINGS, type Rating } from "../src/instrument/scale.ts";
import { READ_FRAMES, type TextFrame, TICKED_LISTS, UNREAD_FRAMES } from "./text-frames.ts";

/** The share of the frames of each kind in which each label is read as its rating, as a markdown table. */
export function framesTable(): string {
  const kinds = new Map<string, TextFrame[]>();
  for (const frame of [...READ_FRAMES, ...TICKED_LISTS, ...UNREAD_FRAMES])
    kinds.set(frame.kind, [...(kinds.get(frame.kind) ?? []), frame]);
  const rows = [...kinds].map(([kind, frames]) => [
    kind,
    String(frames.length),
    ...RATINGS.map((rating) => share(frames, rating)),
  ]);
  return markdownTable([["frame", "frames", ...RATINGS.map(String)], ...rows], {
    align: ["l", ...Array<"r">(RATINGS.length + 1).fill("r")],
  });
}

function share(frames: readonly TextFrame[], rating: Rating): string {
  const read = frames.filter(({ around }) => {
    const { answer } = parseRating(around(LABELS[rating]));
    return answer.kind === "rating" && answer.rating === rating;
  });
  return `${Math.round((100 * read.length) / frames.length)} %`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.stdout.write(`${framesTable()}\n`);
