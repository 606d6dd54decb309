import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { VARIANTS } from "../../src/instrument/variant.ts";
import { InputError } from "../../src/lib/input-error.ts";
import { cacheFolder, textsPlace } from "../../src/texts/places.ts";
import {
  ITEMS_FILE,
  TEMPLATE_KINDS,
  templateFile,
  totalBytes,
  UPSTREAM_TEXTS,
} from "../../src/texts/source.ts";
import { findTexts, loadTexts, renderPrompt, type Texts } from "../../src/texts/texts.ts";
import { MADE_UP_FILES, madeUpSource, writeBelow } from "../fixtures/made-up-texts.ts";
import { folderWithTexts, newFolder, serve } from "../fixtures/texts-folder.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

describe("the pinned table", () => {
  it("has the items and a template of either kind for each variant, 338,702 bytes", () => {
    const templates = VARIANTS.flatMap((variant) =>
      TEMPLATE_KINDS.map((kind) => templateFile(variant, kind)),
    );
    expect(UPSTREAM_TEXTS.files.map((file) => file.path)).toEqual([ITEMS_FILE, ...templates]);
    expect(totalBytes(UPSTREAM_TEXTS)).toBe(338_702);
    expect(new Set(UPSTREAM_TEXTS.files.map((file) => file.sha256)).size).toBe(13);
  });
});

describe("cacheFolder", () => {
  it.each([
    ["linux", {}, "/home/ada", "/home/ada/.cache/value-portrait/texts-08e1fb7"],
    ["linux", { XDG_CACHE_HOME: "/var/caches" }, "/home/ada", "/var/caches/value-portrait/texts-08e1fb7"],
    ["linux", { XDG_CACHE_HOME: "relative" }, "/home/ada", "/home/ada/.cache/value-portrait/texts-08e1fb7"],
    ["darwin", {}, "/Users/ada", "/Users/ada/Library/Caches/value-portrait/texts-08e1fb7"],
    ["darwin", { XDG_CACHE_HOME: "/c" }, "/Users/ada", "/c/value-portrait/texts-08e1fb7"],
    ["win32", { LOCALAPPDATA: "D:\\Local" }, "C:\\Users\\ada", "D:\\Local\\value-portrait\\texts-08e1fb7"],
    ["win32", {}, "C:\\Users\\ada", "C:\\Users\\ada\\AppData\\Local\\value-portrait\\texts-08e1fb7"],
  ] as const)("follows the conventions of %s with %j", (platform, env, home, folder) => {
    expect(cacheFolder(env, platform, home)).toBe(folder);
  });
});

describe("textsPlace", () => {
  it("is VALUE_PORTRAIT_TEXTS when it is set, else the cache; an empty one is unset", () => {
    const XDG_CACHE_HOME = path.resolve("/caches");
    const folder = path.join(XDG_CACHE_HOME, "value-portrait", "texts-08e1fb7");
    expect(textsPlace({ XDG_CACHE_HOME, VALUE_PORTRAIT_TEXTS: "mine" })).toEqual({
      folder: path.resolve("mine"),
      isChosen: true,
    });
    expect(textsPlace({ XDG_CACHE_HOME, VALUE_PORTRAIT_TEXTS: "" })).toEqual({ folder, isChosen: false });
  });
});

describe("findTexts", () => {
  const source = madeUpSource();

  it("finds nothing, and makes nothing, where nothing is", () => {
    const home = newFolder();
    expect(findTexts({ XDG_CACHE_HOME: home }, source)).toBeUndefined();
    expect(readdirSync(home)).toEqual([]);
  });

  it("looks in VALUE_PORTRAIT_TEXTS, and in the cache when it is not set", () => {
    const [chosen, XDG_CACHE_HOME] = [folderWithTexts(), newFolder()];
    const { folder: cache } = textsPlace({ XDG_CACHE_HOME }, source.commit);
    writeBelow(cache, MADE_UP_FILES);
    expect(findTexts({ XDG_CACHE_HOME, VALUE_PORTRAIT_TEXTS: chosen }, source)?.folder).toBe(chosen);
    expect(findTexts({ XDG_CACHE_HOME }, source)?.folder).toBe(cache);
  });

  it("names a VALUE_PORTRAIT_TEXTS that is wrong, also where the cache holds texts", () => {
    const [home, XDG_CACHE_HOME] = [newFolder(), newFolder()];
    writeBelow(textsPlace({ XDG_CACHE_HOME }, source.commit).folder, MADE_UP_FILES);
    const file = path.join(home, "file");
    writeFileSync(file, "");
    for (const [place, reason] of [
      [path.join(home, "none"), "there is no such folder"],
      [home, "it holds none of the item texts"],
      [file, "it is not a folder"],
    ] as const)
      expect(() => findTexts({ XDG_CACHE_HOME, VALUE_PORTRAIT_TEXTS: place }, source)).toThrow(
        new InputError(
          `VALUE_PORTRAIT_TEXTS names ${place}: ${reason}. Name a folder with the item texts, or run: value-portrait pull`,
        ),
      );
    expect(readdirSync(home)).toEqual(["file"]);
  });

  it("reads queries, responses and templates", () => {
    const texts = findTexts({ VALUE_PORTRAIT_TEXTS: folderWithTexts() }, source);
    expect(texts?.query(3001)).toEqual({ title: null, text: "Write a limerick about {title} – été" });
    expect(texts?.query(1001).title).toBe("Keys & coins: $&");
    expect(texts?.response("3001/5")).toBe("Limerick 5");
    expect(texts?.template("v2_reversed", "sharegpt")).toBe(
      "(v2_reversed) Message: {text}\nAnswer: {content}",
    );
  });

  it("says which query or item is not there", () => {
    const texts = findTexts({ VALUE_PORTRAIT_TEXTS: folderWithTexts() }, source);
    expect(() => texts?.query(2001)).toThrow(new RangeError("the item texts hold no query 2001"));
    expect(() => texts?.response("2001/1")).toThrow(new RangeError("the item texts hold no item 2001/1"));
  });

  it("names a file that is not the released one, with both checksums", () => {
    const folder = folderWithTexts();
    writeFileSync(path.join(folder, ITEMS_FILE), "[]");
    const expected = source.files[0]?.sha256.slice(0, 12);
    expect(() => findTexts({ VALUE_PORTRAIT_TEXTS: folder }, source)).toThrow(
      new InputError(
        `VALUE_PORTRAIT_TEXTS names ${folder}: ${path.join(folder, ITEMS_FILE)} is not the released file: sha256 4f53cda18c2b, expected ${expected} ` +
          `(2 bytes, expected ${source.files[0]?.bytes}). To replace it, run: value-portrait pull`,
      ),
    );
  });

  it("names a file that is missing among others", () => {
    const folder = folderWithTexts();
    const template = templateFile("v3", "reddit");
    rmSync(path.join(folder, template));
    expect(() => findTexts({ VALUE_PORTRAIT_TEXTS: folder }, source)).toThrow(
      new InputError(
        `VALUE_PORTRAIT_TEXTS names ${folder}: ${path.join(folder, template)} is missing. To replace it, run: value-portrait pull`,
      ),
    );
  });
});

describe("loadTexts", () => {
  it("fetches once, with one line, however often and however many at once ask for it", async () => {
    const server = await serve(MADE_UP_FILES);
    const source = madeUpSource(server.url);
    const env = { XDG_CACHE_HOME: newFolder() };
    const lines: string[] = [];
    const load = () => loadTexts(env, { source, stderr: (text) => lines.push(text) });
    const loaded = await Promise.all(Array.from({ length: 100 }, load));
    expect(new Set(loaded).size).toBe(1);
    expect(await load()).toBe(loaded[0]);
    const { folder: cache } = textsPlace(env, source.commit);
    expect(loaded[0]?.folder).toBe(cache);
    expect(server.requests).toHaveLength(13);
    expect(lines).toEqual([`Fetching the item texts (13 files, 2 kB) from ${server.url} into ${cache}\n`]);
    expect(findTexts(env, source)?.response("1001/1")).toBe(loaded[0]?.response("1001/1"));
  });

  it("takes what is on this computer, without a word or a request", async () => {
    const server = await serve(MADE_UP_FILES);
    const folder = folderWithTexts();
    const lines: string[] = [];
    const texts = await loadTexts(
      { VALUE_PORTRAIT_TEXTS: folder },
      { source: madeUpSource(server.url), stderr: (text) => lines.push(text) },
    );
    expect(texts.folder).toBe(folder);
    expect([lines, server.requests]).toEqual([[], []]);
  });

  it("fetches nothing into a VALUE_PORTRAIT_TEXTS that is not there, which may be a slip of the pen", async () => {
    const server = await serve(MADE_UP_FILES);
    const [home, XDG_CACHE_HOME] = [newFolder(), newFolder()];
    const env = { XDG_CACHE_HOME, VALUE_PORTRAIT_TEXTS: path.join(home, "texts") };
    await expect(loadTexts(env, { source: madeUpSource(server.url) })).rejects.toThrow(
      /^VALUE_PORTRAIT_TEXTS names .*texts: there is no such folder/,
    );
    expect([server.requests, readdirSync(home)]).toEqual([[], []]);
  });

  it("fails for all who ask, asks nobody twice, leaves nothing behind, and finds what comes later", async () => {
    const server = await serve(MADE_UP_FILES, { [ITEMS_FILE]: "stalls before it answers" });
    const env = { XDG_CACHE_HOME: newFolder() };
    const source = madeUpSource(server.url);
    const load = () => loadTexts(env, { source, timeoutMs: 200, stderr: () => {} });
    const message = "no complete answer within 0.2 s";
    await Promise.all([expect(load()).rejects.toThrow(message), expect(load()).rejects.toThrow(message)]);
    await expect(load()).rejects.toThrow(message);
    expect(server.requests).toEqual([ITEMS_FILE]);
    expect(readdirSync(env.XDG_CACHE_HOME)).toEqual([]);
    const { folder: cache } = textsPlace(env, source.commit);
    writeBelow(cache, MADE_UP_FILES);
    expect((await load()).folder).toBe(cache);
  });

  it("does not fetch in place of a broken copy, but says so", async () => {
    const server = await serve(MADE_UP_FILES);
    const folder = folderWithTexts();
    writeFileSync(path.join(folder, ITEMS_FILE), "[]");
    await expect(
      loadTexts({ VALUE_PORTRAIT_TEXTS: folder }, { source: madeUpSource(server.url) }),
    ).rejects.toThrow("To replace it, run: value-portrait pull");
    expect(server.requests).toEqual([]);
  });
});

describe("renderPrompt", () => {
  const texts = (title: string | null, text: string, response: string): Texts => ({
    folder: "/",
    query: () => ({ title, text }),
    response: () => response,
    template: (variant, kind) =>
      kind === "reddit" ? `${variant}|{title}|{text}|{content}` : "{text}|{content}",
  });

  it("uses the template with a title for Reddit and Dear Abby, the other for ShareGPT and LMSYS", () => {
    expect(
      ["1001/1", "2001/1", "3001/1", "4001/1"].map((item) => renderPrompt(texts("T", "q", "r"), item, "v3")),
    ).toEqual(["v3|T|q|r", "v3|T|q|r", "q|r", "q|r"]);
  });

  it("takes texts literally, dollar signs and all", () => {
    const awkward = "$& $1 $$ $` $' \\n";
    expect(renderPrompt(texts(awkward, awkward, awkward), "1001/1", "v1")).toBe(
      `v1|${awkward}|${awkward}|${awkward}`,
    );
  });

  it("fills what a text brings of the placeholders that come after it, and of no others, as the authors' code does", () => {
    expect(renderPrompt(texts("{text}{content}", "{title}{content}", "{title}{text}"), "1001/1", "v1")).toBe(
      "v1|{title}{title}{text}{title}{text}|{title}{title}{text}|{title}{text}",
    );
  });

  it("puts any texts without placeholders where they belong", () => {
    const word = fc.string({ unit: "binary" }).filter((text) => !/[{}]/.test(text));
    fc.assert(
      fc.property(word, word, word, (title, text, response) => {
        expect(renderPrompt(texts(title, text, response), "1001/1", "v1")).toBe(
          `v1|${title}|${text}|${response}`,
        );
      }),
    );
  });

  it("agrees with splitting and joining for any texts at all", () => {
    const piece = fc.constantFrom("{title}", "{text}", "{content}", "{", "}", "$&", "text", "content");
    const text = fc.array(piece).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, text, (title, query, response) => {
        const expected = "v1|{title}|{text}|{content}"
          .split("{title}")
          .join(title)
          .split("{text}")
          .join(query)
          .split("{content}")
          .join(response);
        expect(renderPrompt(texts(title, query, response), "1001/1", "v1")).toBe(expected);
      }),
    );
  });
});

describe.skipIf(UPSTREAM === undefined)(`the release${NEEDS_UPSTREAM}`, () => {
  const checkout = path.resolve(UPSTREAM ?? "");
  const releasedAnswersSchema = z.array(
    z.object({ portrait_id: z.int(), option_id: z.int(), prompt: z.string() }),
  );

  it("is taken from a checkout as it is: 104 queries, 52 of them with a title, 520 responses", () => {
    const texts = findTexts({ VALUE_PORTRAIT_TEXTS: checkout });
    const entries = z
      .array(z.object({ portrait_id: z.int() }))
      .parse(JSON.parse(readFileSync(path.join(checkout, ITEMS_FILE), "utf8")));
    const queries = entries.map((entry) => texts?.query(entry.portrait_id));
    expect(queries).toHaveLength(104);
    expect(queries.filter((query) => query?.title !== null)).toHaveLength(52);
    const options = [1, 2, 3, 4, 5];
    const responses = entries.flatMap(({ portrait_id }) =>
      options.map((option) => texts?.response(`${portrait_id}/${option}`)),
    );
    expect(responses.filter((response) => response !== undefined && response.length > 0)).toHaveLength(520);
  });

  it("gives all 3,120 prompts as five models got them, byte for byte", () => {
    const texts = findTexts({ VALUE_PORTRAIT_TEXTS: checkout });
    if (texts === undefined) throw new Error(`no texts in ${checkout}`);
    const outputs = path.join(checkout, "lm_evaluation/outputs/final");
    const models = readdirSync(outputs, { recursive: true, encoding: "utf8" }).flatMap((name) =>
      name.endsWith("_v1_results.json") ? [name.replace("_v1_results.json", "")] : [],
    );
    expect(models).toHaveLength(5);
    for (const model of models) {
      const differing = VARIANTS.flatMap((variant) => {
        const file = path.join(outputs, `${model}_${variant}_results.json`);
        const answers = releasedAnswersSchema.parse(JSON.parse(readFileSync(file, "utf8")));
        const items = new Map(
          answers.map((answer) => [`${answer.portrait_id}/${answer.option_id}`, answer.prompt]),
        );
        expect(items.size).toBe(520);
        return [...items].filter(([item, prompt]) => renderPrompt(texts, item, variant) !== prompt);
      });
      expect(differing.map(([item]) => `${model} ${item}`)).toEqual([]);
    }
  });
});
