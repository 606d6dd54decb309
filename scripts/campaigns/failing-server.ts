import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { LABELS } from "../../src/instrument/scale.ts";
import { completion, knownPrompts, ratingOf } from "../../test/fixtures/counting-server.ts";

type Failure = (request: IncomingMessage, response: ServerResponse, right: string) => void;

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const refused =
  (status: number): Failure =>
  (_, response) =>
    json(
      response,
      { error: { message: `status ${status}, much as a model would say: like me`, type: "made_up" } },
      status,
    );
const said =
  (content: string | null): Failure =>
  (_, response) =>
    json(response, completion("made-up", content));

/** The ways in which a provider fails; every one is a model of the server. */
export const FAILURES: Readonly<Record<string, Failure>> = {
  "too many requests": refused(429),
  "out of order": refused(500),
  "resets the connection": (request) => request.socket.resetAndDestroy(),
  silent: () => undefined,
  "an empty answer": said(""),
  "a page in place of JSON": (_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<html><p>like me</p> Sign in first</html>"),
  "half of the JSON": (_, response, right) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify(completion("made-up", right)).slice(0, -30)),
  "a huge answer": said(`${"The response is long, and so is this. ".repeat(8000)}`),
  "another encoding": (_, response, right) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(Buffer.from(JSON.stringify(completion("made-up", right)), "utf16le")),
  "a refusal": said("I'm sorry, but I can't say whether a response is like me or not like me."),
  "null in place of the answer": said(null),
};

export type FailingServer = {
  readonly url: string;
  /** Whether the server fails when a model is asked something, such as `1008/1 v1`; always the same way. */
  readonly fails: (model: string, asked: string) => boolean;
  readonly close: () => Promise<void>;
};

/** A server on loopback that speaks OpenAI's chat completions and fails at about half of the prompts, as the model is called. */
export async function startFailingServer(upstream: string, seed: number): Promise<FailingServer> {
  const prompts = await knownPrompts(upstream);
  const fails = (model: string, asked: string) => {
    const [byte = 0] = createHash("sha256").update(`${seed} ${model} ${asked}`).digest();
    return byte < 128;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { model, messages } = JSON.parse(await text(request)) as {
      model: string;
      messages: readonly { readonly content: string }[];
    };
    const asked = prompts.get(messages.map(({ content }) => content).join("\n")) ?? "unknown";
    const right = LABELS[ratingOf(model, asked)];
    if (fails(model, asked)) FAILURES[model]?.(request, response, right);
    else json(response, completion(model, right));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an AddressInfo; a string is for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    fails,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
