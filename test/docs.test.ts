import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const DOCS = readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => path.posix.join("docs", file.replaceAll(path.sep, "/")));
const PAGES = ["README.md", "CHANGELOG.md", "data/README.md", ...DOCS];
const METHODS = DOCS.filter((page) => /^docs\/methods\/(?!README)/.test(page));

/** What each page of methods answers, in this order. */
const HEADINGS = ["Question", "Formula", "Choice and why", "Golden reference", "Limits"];

/** Paths of this repository in text and in configs; what stands behind another folder's name is someone else's. */
const PATH = /(?:(?<![\w./-])|(?<=file:\/\/))(?:src|test|scripts|data|docs)\/[\w./*-]*\w/g;

describe("the documentation", () => {
  test.each(PAGES)("%s links to files and headings that exist", (page) => {
    expect(linksOf(page).filter((link) => !leadsSomewhere(link, page))).toEqual([]);
  });

  test.each(PAGES)("%s names files that exist", (page) => {
    const named = page === "CHANGELOG.md" ? [] : (read(page).match(PATH) ?? []);
    expect(named.filter((file) => !isThere(file))).toEqual([]);
  });

  test("every page is reached from the README", () => {
    const reached = new Set(["README.md"]);
    for (const page of reached) // grows while it is walked
      for (const link of linksOf(page)) {
        const target = targetOf(link, page);
        if (PAGES.includes(target)) reached.add(target);
      }
    expect(DOCS.filter((page) => !reached.has(page))).toEqual([]);
  });

  test.each(METHODS)("%s has the headings of a methods page, and says where its code is", (page) => {
    const text = read(page);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
    expect(text.slice(text.lastIndexOf("\n\n"))).toMatch(/^\s*In code: (?:src|scripts)\//);
  });

  test("the first page of methods has a row for each of the others", () => {
    const targets = linksOf("docs/methods/README.md").map((link) => targetOf(link, "docs/methods/README.md"));
    expect(METHODS.filter((page) => !targets.includes(page))).toEqual([]);
  });
});

function read(page: string): string {
  return readFileSync(path.join(ROOT, page), "utf8");
}

/** Targets of a page's links and images within the repository; code is no link. */
function linksOf(page: string): string[] {
  const text = read(page).replaceAll(/^```.*?^```/gms, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? "");
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The file behind a link, from the root. */
function targetOf(link: string, page: string): string {
  const [file = ""] = link.split("#");
  return file === "" ? page : path.posix.join(path.posix.dirname(page), file);
}

function leadsSomewhere(link: string, page: string): boolean {
  const target = targetOf(link, page);
  const anchor = link.split("#")[1];
  if (!existsSync(path.join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Whether a file or folder is there; a `*` in its name stands for anything. */
function isThere(file: string): boolean {
  const [folder, name] = [path.join(ROOT, path.dirname(file)), path.basename(file)];
  const pattern = new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
  return existsSync(folder) && readdirSync(folder).some((entry) => pattern.test(entry));
}
