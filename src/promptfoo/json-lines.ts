import { InputError } from "../lib/input-error.ts";

/** What a line holds, and its number, from 1. */
export type JsonLine = { readonly row: unknown; readonly line: number };

/**
 * Lines of JSON, parsed, empty ones left out. They come in batches, a chunk's worth at a time: a turn of
 * the event loop for each row would take longer than the row.
 * @param chunks the file's bytes, as UTF-8
 * @param file its name, for messages
 * @param advice what to give instead, for the message about a line that is not JSON
 * @param onTruncated told when the last line is cut off, as an interrupted program leaves it
 * @throws {InputError} a line before the last is not JSON, or the only one
 * @example
 * for await (const batch of jsonLines(utf8Chunks("out.jsonl"), "out.jsonl", "Give JSON lines", warn)) count += batch.length;
 */
export async function* jsonLines(
  chunks: AsyncIterable<Buffer>,
  file: string,
  advice: string,
  onTruncated: () => void,
): AsyncGenerator<JsonLine[]> {
  const notJson = (line: number) => new InputError(`${file}, line ${line}: not JSON. ${advice}`);
  let line = 0;
  let broken: number | undefined;
  for await (const texts of linesOf(chunks)) {
    const rows: JsonLine[] = [];
    for (const text of texts) {
      line += 1;
      if (text.trim() === "") continue;
      // A cut line is only excusable when it is the last.
      if (broken !== undefined) throw notJson(broken);
      const row = parseJson(text);
      if (row === undefined) broken = line;
      else rows.push({ row, line });
    }
    yield rows;
  }
  if (broken === 1) throw notJson(broken);
  if (broken !== undefined) onTruncated();
}

const NEWLINE = 10;

/** The lines that end in each chunk. Splits bytes, so that a character is never cut, and long lines are quick. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line =
        rest.length === 0 ? chunk.subarray(start, end) : Buffer.concat([...rest, chunk.subarray(start, end)]);
      lines.push(line.toString("utf8"));
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    yield lines;
  }
  if (rest.length > 0) yield [Buffer.concat(rest).toString("utf8")];
}

/** What a text holds as JSON, undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says where
  }
}
