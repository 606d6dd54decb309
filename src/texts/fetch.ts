import { codeOf, InputError } from "../lib/input-error.ts";
import { problemOf, type TextFiles } from "./folder.ts";
import type { TextsSource } from "./source.ts";

/**
 * Fetches the files of a source below a base address, one after the other, and checks each as it comes.
 * Nothing is written, nothing is tried twice.
 * @throws {InputError} any file cannot be had, or is not the released one
 */
export async function fetchTexts(base: string, source: TextsSource, timeoutMs: number): Promise<TextFiles> {
  const files = new Map<string, Buffer>();
  for (const file of source.files) {
    const url = `${base.replace(/\/+$/, "")}/${file.path}`;
    const bytes = await fetchBytes(url, file.bytes, timeoutMs);
    const problem = problemOf(bytes, file);
    if (problem !== undefined) throw couldNotFetch(url, `what came ${problem}`);
    files.set(file.path, bytes);
  }
  return files;
}

async function fetchBytes(url: string, expected: number, timeoutMs: number): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok) return await readAtMost(expected, response, url);
    await response.body?.cancel();
    throw couldNotFetch(url, `${response.status} ${response.statusText}`.trim());
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw couldNotFetch(url, failureOf(error, timeoutMs), error);
  }
}

/** A server may send without end: what is longer than the released file is not read to its end. */
async function readAtMost(most: number, { body }: Response, url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    // Leaving the loop ends the download.
    if (size > most)
      throw couldNotFetch(url, `what came is not the released file: it is longer than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function couldNotFetch(url: string, reason: string, cause?: unknown): InputError {
  return new InputError(
    `Could not fetch the item texts from ${url}: ${reason}. ` +
      "Download the authors' repository and run: value-portrait pull --from <folder>",
    { cause },
  );
}

/** Codes that a person is likely to meet. Node's fetch says "fetch failed" or "terminated" and hides them. */
const FAILURES: Readonly<Record<string, string>> = {
  ENOTFOUND: "the host was not found (offline?)",
  EAI_AGAIN: "the host could not be looked up (offline?)",
  ENETUNREACH: "the network cannot be reached (offline?)",
  EHOSTUNREACH: "the host cannot be reached (offline?)",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  UND_ERR_SOCKET: "the connection closed before the whole file had come",
};

function failureOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no complete answer within ${timeoutMs / 1000} s`;
  const cause = error.cause instanceof Error ? error.cause : error;
  // OpenSSL ends its messages with a line break.
  return FAILURES[codeOf(cause)] ?? cause.message.trim().replace(/\s*\n\s*/g, " ");
}
