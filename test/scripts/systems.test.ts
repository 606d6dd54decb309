/** What has to hold on every system and cannot be tried on this one: the workflow, and the scripts of package.json. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

const manifest = z
  .object({ scripts: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(read("package.json")));

const workflowText = read(".github/workflows/ci.yml");
const { on, jobs } = z
  .object({
    on: z.record(z.string(), z.unknown()),
    jobs: z.record(
      z.string(),
      z.object({
        "runs-on": z.string(),
        strategy: z.object({ matrix: z.record(z.string(), z.array(z.string())) }).optional(),
        steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })).min(1),
      }),
    ),
  })
  .parse(parse(workflowText));
const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

test("the workflow has three systems and the Node versions that the package promises", () => {
  const { matrix } = jobs["unit"]?.strategy ?? {};
  expect(matrix).toEqual({
    system: ["ubuntu-latest", "macos-latest", "windows-latest"],
    node: ["20.20", "22", "24"],
  });
  expect(manifest.engines.node).toBe(`>=${matrix?.["node"]?.[0]}.0`);
});

test("the workflow waits to be started, and is valid with the triggers that a maintainer may turn on", () => {
  expect(Object.keys(on)).toEqual(["workflow_dispatch"]);
  const [above = "", below = ""] = workflowText.split("\npermissions:");
  const turnedOn = parse(`${above.replaceAll("  # ", "  ")}\npermissions:${below}`);
  expect(turnedOn.on).toEqual({ workflow_dispatch: null, push: { branches: ["main"] }, pull_request: null });
});

test("the workflow's commands are the same in every shell, and name what is there", () => {
  for (const command of commands) {
    expect(command).toMatch(/^(npm|node) [\w./ -]+$/);
    const [, file] = /^node ([\w./-]+)/.exec(command) ?? [];
    if (file !== undefined && !file.startsWith("dist/")) expect(existsSync(path.join(ROOT, file))).toBe(true);
    const [, script] = /^npm run ([\w:]+)/.exec(command) ?? [];
    if (script !== undefined) expect(manifest.scripts).toHaveProperty(script);
  }
  expect(commands).not.toEqual([]);
});

test.each(Object.entries(manifest.scripts))("npm run %s needs no POSIX shell", (_, script) => {
  // `a && b` and double quotes mean the same everywhere; variables, other quotes, pipes and programs of Unix do not.
  expect(script).not.toMatch(/['`$;|<>\\]|(^|&& )\w+=|\b(rm|cp|mv|cat|bash|sh|export)\b/);
});

test("line ends are those of the repository on every system", () => {
  expect(read(".gitattributes")).toMatch(/^\* text=auto eol=lf$/m);
});
