import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { bundleManifest } from "../../scripts/bundle-manifest.ts";
import { packageVersion } from "../../src/lib/package-version.ts";
import { TOOLS } from "../../src/mcp/tools.ts";

const project: unknown = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../../package.json"), "utf8"),
);
const manifest = bundleManifest(project);

test("has the version of the package and the tools of the server, in their order", () => {
  expect(manifest.version).toBe(packageVersion());
  expect(manifest.tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
});

test("asks for the folders that it hands to the server, and both may stay empty", () => {
  const { env } = manifest.server.mcp_config;
  expect(env).toEqual({
    VALUE_PORTRAIT_RUNS: expect.stringMatching(/^\$\{user_config\.runs\}$/),
    VALUE_PORTRAIT_TEXTS: expect.stringMatching(/^\$\{user_config\.texts\}$/),
  });
  for (const option of Object.values(manifest.user_config))
    expect(option).toMatchObject({ required: false, default: "" });
});
