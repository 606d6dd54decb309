import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { InputError } from "../../src/lib/input-error.ts";
import { readTextsFolder } from "../../src/texts/folder.ts";
import { type PullSettings, pullTexts } from "../../src/texts/pull.ts";
import { ITEMS_FILE, templateFile, UPSTREAM_TEXTS } from "../../src/texts/source.ts";
import { MADE_UP_FILES, madeUpSource, writeBelow } from "../fixtures/made-up-texts.ts";
import { startServer } from "../fixtures/misbehaving-server.ts";
import { folderWithTexts, newFolder, serve } from "../fixtures/texts-folder.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const LAST_FILE = templateFile("v3_reversed", "sharegpt");
const WAY_OUT = "Set VALUE_PORTRAIT_TEXTS to a folder that can be written and run: value-portrait pull";

/** The message of the InputError that a pull fails with. */
async function messageOf(settings: Omit<PullSettings, "stderr">): Promise<string> {
  const error = await pullTexts({ ...settings, stderr: () => {} }).then(
    () => new Error("the pull did not fail"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error;
  return error.message;
}

describe("pullTexts", () => {
  it("fetches every file once, writes it as it was served, and says so in one line", async () => {
    const server = await serve(MADE_UP_FILES);
    const to = path.join(newFolder(), "not", "yet", "there");
    const lines: string[] = [];
    const pulled = await pullTexts({
      to,
      source: madeUpSource(server.url),
      stderr: (text) => lines.push(text),
    });
    expect(server.requests).toEqual([...MADE_UP_FILES.keys()]);
    for (const [name, bytes] of MADE_UP_FILES) expect(readFileSync(path.join(to, name))).toEqual(bytes);
    expect(pulled).toEqual({ folder: to, files: MADE_UP_FILES, pulled: true });
    expect(readdirSync(path.dirname(to))).toEqual(["there"]);
    expect(lines).toEqual([`Fetching the item texts (13 files, 2 kB) from ${server.url} into ${to}\n`]);
  });

  it("leaves a complete folder alone, without a request", async () => {
    const server = await serve(MADE_UP_FILES);
    const to = path.join(newFolder(), "texts");
    const settings = { to, source: madeUpSource(server.url), stderr: () => {} };
    await pullTexts(settings);
    expect(await pullTexts(settings)).toMatchObject({ pulled: false });
    expect(server.requests).toHaveLength(13);
  });

  it("replaces a broken copy, and one that lacks a file", async () => {
    const server = await serve(MADE_UP_FILES);
    const source = madeUpSource(server.url);
    const parent = newFolder();
    const to = path.join(parent, "texts");
    await pullTexts({ to, source, stderr: () => {} });
    for (const damage of [
      () => writeFileSync(path.join(to, ITEMS_FILE), "half of i"),
      () => rmSync(path.join(to, LAST_FILE)),
    ]) {
      damage();
      expect(readTextsFolder(to, source).kind).toBe("broken");
      expect(await pullTexts({ to, source, stderr: () => {} })).toMatchObject({ pulled: true });
      expect(readTextsFolder(to, source).kind).toBe("complete");
      expect(readdirSync(parent)).toEqual(["texts"]);
    }
  });

  it("fills an empty folder, and the folder behind a link", async () => {
    const server = await serve(MADE_UP_FILES);
    const source = madeUpSource(server.url);
    const parent = newFolder();
    const to = path.join(parent, "empty");
    mkdirSync(to);
    symlinkSync(to, path.join(parent, "link"), "dir");
    await pullTexts({ to: path.join(parent, "link"), source, stderr: () => {} });
    expect(readTextsFolder(to, source).kind).toBe("complete");
    expect(readdirSync(parent)).toEqual(["empty", "link"]);
  });

  it("follows a redirect", async () => {
    const server = await serve(MADE_UP_FILES, { [LAST_FILE]: "redirects to the file" });
    const to = path.join(newFolder(), "texts");
    await pullTexts({ to, source: madeUpSource(server.url), stderr: () => {} });
    expect(server.requests.at(-1)).toBe(`elsewhere/${LAST_FILE}`);
  });

  it("takes an address with a slash at its end, and the files below any path of it", async () => {
    const server = await serve(new Map([...MADE_UP_FILES].map(([name, bytes]) => [`mirror/${name}`, bytes])));
    const to = path.join(newFolder(), "texts");
    await pullTexts({ to, from: `${server.url}/mirror/`, source: madeUpSource(), stderr: () => {} });
    expect(server.requests[0]).toBe(`mirror/${ITEMS_FILE}`);
  });

  it("says that the folder to copy from is wrong, also when nothing is needed of it", async () => {
    const [to, parent] = [folderWithTexts(), newFolder()];
    const file = path.join(parent, "file");
    writeFileSync(file, "");
    for (const [from, reason] of [
      [path.join(parent, "none"), "there is no such folder"],
      [parent, "it holds none of the item texts"],
      [file, "it is not a folder"],
    ] as const)
      expect(await messageOf({ to, from, source: madeUpSource() })).toContain(
        `There are no item texts in ${from}: ${reason}. `,
      );
  });

  it("copies from a folder that an earlier pull wrote", async () => {
    const [from, to] = [newFolder(), path.join(newFolder(), "texts")];
    writeBelow(from, MADE_UP_FILES);
    const lines: string[] = [];
    await pullTexts({ to, from, source: madeUpSource(), stderr: (text) => lines.push(text) });
    expect(readTextsFolder(to, madeUpSource()).kind).toBe("complete");
    expect(lines).toEqual([`Copying the item texts (13 files, 2 kB) from ${from} into ${to}\n`]);
  });
});

describe("a pull that fails says why in one line and leaves nothing behind", () => {
  // The last file misbehaves, so that twelve good ones have come before.
  it.each([
    ["answers 404", "404 Not Found"],
    ["answers 500", "500 Internal Server Error"],
    [
      "sends another file",
      "what came is not the released file: sha256 SHA, expected SHA (41 bytes, expected 47)",
    ],
    [
      "sends too little",
      "what came is not the released file: sha256 SHA, expected SHA (10 bytes, expected 47)",
    ],
    ["sends without end", "what came is not the released file: it is longer than 47 bytes"],
    ["closes too early", "the connection closed before the whole file had come"],
    ["closes too early, having promised no length", "the connection closed before the whole file had come"],
    ["resets the connection", "the connection was reset"],
    ["stalls before it answers", "no complete answer within 0.3 s"],
    ["stalls in the body", "no complete answer within 0.3 s"],
    ["redirects for ever", "redirect count exceeded"],
  ] as const)("when the server %s", async (misbehaviour, reason) => {
    const server = await serve(MADE_UP_FILES, { [LAST_FILE]: misbehaviour });
    const parent = newFolder();
    const to = path.join(parent, "texts");
    const message = await messageOf({ to, source: madeUpSource(server.url), timeoutMs: 300 });
    expect(message.replace(/\b[0-9a-f]{12}\b/g, "SHA")).toBe(
      `Could not fetch the item texts from ${server.url}/${LAST_FILE}: ${reason}. ` +
        "Download the authors' repository and run: value-portrait pull --from <folder>",
    );
    expect(readdirSync(parent)).toEqual([]);
    expect(server.requests.filter((name) => name === LAST_FILE)).toHaveLength(
      misbehaviour === "redirects for ever" ? 21 : 1,
    );
  });

  it("when nothing listens at the address", async () => {
    const server = await startServer(MADE_UP_FILES);
    await server.close();
    const parent = newFolder();
    expect(await messageOf({ to: path.join(parent, "texts"), source: madeUpSource(server.url) })).toBe(
      `Could not fetch the item texts from ${server.url}/${ITEMS_FILE}: the connection was refused. ` +
        "Download the authors' repository and run: value-portrait pull --from <folder>",
    );
    expect(readdirSync(parent)).toEqual([]);
  });

  it("when the host has no address", async () => {
    const parent = newFolder();
    // A label of 64 letters is too long for DNS, so that the look-up fails without a packet.
    const source = madeUpSource(`http://${"a".repeat(64)}.invalid`);
    expect(await messageOf({ to: path.join(parent, "texts"), source })).toMatch(
      /^Could not fetch .*: the host (was not found|could not be looked up) \(offline\?\)\. Download/,
    );
    expect(readdirSync(parent)).toEqual([]);
  });

  it("when a server that speaks no TLS is asked for https", async () => {
    const server = await serve(MADE_UP_FILES);
    const source = madeUpSource(server.url.replace("http:", "https:"));
    const message = await messageOf({ to: path.join(newFolder(), "texts"), source });
    expect(message).toMatch(/SSL|EPROTO|socket/i);
    expect(message).not.toContain("\n");
  });

  it("and leaves a broken copy as it was", async () => {
    const server = await serve(MADE_UP_FILES, { [LAST_FILE]: "answers 404" });
    const parent = newFolder();
    const to = path.join(parent, "texts");
    writeBelow(to, new Map([[ITEMS_FILE, Buffer.from("broken")]]));
    await messageOf({ to, source: madeUpSource(server.url) });
    expect(readdirSync(parent)).toEqual(["texts"]);
    expect(readFileSync(path.join(to, ITEMS_FILE), "utf8")).toBe("broken");
  });

  it("when the folder to copy from is empty, lacks a file or holds another version", async () => {
    const [from, parent] = [newFolder(), newFolder()];
    const settings = { to: path.join(parent, "texts"), from, source: madeUpSource() };
    const advice = "Name a checkout of https://example.org/made-up at commit 0000000";
    expect(await messageOf(settings)).toBe(
      `There are no item texts in ${from}: it holds none of the item texts. ${advice}`,
    );
    writeBelow(from, MADE_UP_FILES);
    rmSync(path.join(from, LAST_FILE));
    expect(await messageOf(settings)).toBe(`${path.join(from, LAST_FILE)} is missing. ${advice}`);
    writeBelow(from, new Map([[LAST_FILE, Buffer.from("newer words")]]));
    expect((await messageOf(settings)).replace(/\b[0-9a-f]{12}\b/g, "SHA")).toBe(
      `${path.join(from, LAST_FILE)} is not the released file: sha256 SHA, expected SHA (11 bytes, expected 47). ${advice}`,
    );
    expect(readdirSync(parent)).toEqual([]);
  });

  it("when git changed the line ends of a checkout", async () => {
    const from = newFolder();
    const withCrlf = (bytes: Buffer) => Buffer.from(bytes.toString().replaceAll("\n", "\r\n"));
    writeBelow(from, new Map([...MADE_UP_FILES].map(([name, bytes]) => [name, withCrlf(bytes)])));
    expect(await messageOf({ to: path.join(newFolder(), "texts"), from, source: madeUpSource() })).toContain(
      "(its line ends became CRLF: check out with core.autocrlf=false)",
    );
  });

  it("when the folder would lie below a file", async () => {
    const server = await serve(MADE_UP_FILES);
    const parent = newFolder();
    writeFileSync(path.join(parent, "file"), "");
    for (const to of [path.join(parent, "file"), path.join(parent, "file", "texts")]) {
      expect(await messageOf({ to, source: madeUpSource(server.url) })).toBe(
        `Cannot write the item texts to ${to}: ENOTDIR: not a directory. ${WAY_OUT}`,
      );
    }
    expect(server.requests).toEqual([]);
    expect(readdirSync(parent)).toEqual(["file"]);
  });

  it.skipIf(process.platform !== "linux")(
    "when the folder can never be made (/proc, Linux only)",
    async () => {
      const server = await serve(MADE_UP_FILES);
      expect(await messageOf({ to: "/proc/texts", source: madeUpSource(server.url) })).toBe(
        `Cannot write the item texts to /proc/texts: ENOENT: no such file or directory. ${WAY_OUT}`,
      );
    },
  );

  it.skipIf(process.getuid?.() === 0)(
    "when its parent is read-only (skipped for root, whom chmod does not bind)",
    async () => {
      const server = await serve(MADE_UP_FILES);
      const parent = newFolder();
      chmodSync(parent, 0o555);
      const to = path.join(parent, "texts");
      expect(await messageOf({ to, source: madeUpSource(server.url) })).toBe(
        `Cannot write the item texts to ${to}: EACCES: permission denied. ${WAY_OUT}`,
      );
      expect(readdirSync(parent)).toEqual([]);
    },
  );

  it("when the folder holds anything else, and deletes none of it", async () => {
    const server = await serve(MADE_UP_FILES);
    const to = newFolder();
    writeBelow(to, new Map([["lm_evaluation/data/notes.txt", Buffer.from("mine")]]));
    expect(await messageOf({ to, source: madeUpSource(server.url) })).toBe(
      `Will not replace ${to}: it holds lm_evaluation/data/notes.txt, which is not one of the item texts. ` +
        "Name a new or empty folder with --to or VALUE_PORTRAIT_TEXTS",
    );
    expect(server.requests).toEqual([]);
    expect(readFileSync(path.join(to, "lm_evaluation/data/notes.txt"), "utf8")).toBe("mine");
  });
});

// Six processes start at once: generous on a busy machine.
describe("pulls in processes of their own", { timeout: 60_000, tags: "slow" }, () => {
  const module = pathToFileURL(path.resolve("src/texts/pull.ts")).href;
  const script = `
    import { pullTexts } from ${JSON.stringify(module)};
    await pullTexts({ ...JSON.parse(process.env.SETTINGS), stderr: (text) => process.stderr.write(text) });
  `;

  function startPull(settings: Omit<PullSettings, "stderr">) {
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
      env: { ...process.env, SETTINGS: JSON.stringify(settings) },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const ended = new Promise<{ code: number | null; signal: string | null; stderr: string }>((resolve) =>
      child.on("close", (code, signal) => resolve({ code, signal, stderr })),
    );
    return { child, ended };
  }

  it("all succeed at once, over nothing and over a broken copy", async () => {
    const server = await serve(MADE_UP_FILES);
    const source = madeUpSource(server.url);
    const parent = newFolder();
    const [fresh, broken] = [path.join(parent, "fresh"), path.join(parent, "broken")];
    writeBelow(broken, new Map([[ITEMS_FILE, Buffer.from("broken")]]));
    const pulls = [fresh, fresh, fresh, broken, broken, broken].map((to) => startPull({ to, source }));
    const ends = await Promise.all(pulls.map(({ ended }) => ended));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(readTextsFolder(fresh, source).kind).toBe("complete");
    expect(readTextsFolder(broken, source).kind).toBe("complete");
    expect(readdirSync(parent)).toEqual(["broken", "fresh"]);
  });

  it("leave nothing when Ctrl-C stops them before the last file has come", async () => {
    const server = await serve(MADE_UP_FILES, { [LAST_FILE]: "stalls in the body" });
    const parent = newFolder();
    const { child, ended } = startPull({ to: path.join(parent, "texts"), source: madeUpSource(server.url) });
    await vi.waitFor(() => expect(server.requests).toContain(LAST_FILE), { timeout: 15_000 });
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ signal: "SIGINT" });
    expect(readdirSync(parent)).toEqual([]);
  });
});

describe.skipIf(UPSTREAM === undefined)(`the release${NEEDS_UPSTREAM}`, () => {
  it("comes whole from a server over the checkout, and from the checkout itself", async () => {
    const checkout = path.resolve(UPSTREAM ?? "");
    const files = new Map(
      UPSTREAM_TEXTS.files.map((file) => [file.path, readFileSync(path.join(checkout, file.path))]),
    );
    const server = await serve(files);
    for (const from of [server.url, checkout]) {
      const to = path.join(newFolder(), "texts");
      expect(await pullTexts({ to, from, stderr: () => {} })).toMatchObject({ pulled: true });
      expect(readTextsFolder(to, UPSTREAM_TEXTS).kind).toBe("complete");
    }
  });
});
