import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseOptions } from "../src/mcp/options.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), "utf8"));

/** Of github.com/modelcontextprotocol/registry, schema 2025-12-11: what we use, with its limits, and nothing else. */
const argumentSchema = z.strictObject({ type: z.literal("positional"), value: z.string().min(1) });
const serverSchema = z.strictObject({
  $schema: z.literal("https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"),
  name: z.string().regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  repository: z.strictObject({ url: z.url(), source: z.literal("github") }),
  websiteUrl: z.url(),
  version: z.string(),
  packages: z.tuple([
    z.strictObject({
      registryType: z.literal("npm"),
      identifier: z.string(),
      version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/),
      runtimeHint: z.literal("npx"),
      runtimeArguments: z.array(argumentSchema),
      packageArguments: z.array(argumentSchema),
      transport: z.strictObject({ type: z.literal("stdio") }),
      environmentVariables: z.array(
        z.strictObject({
          name: z.string(),
          description: z.string(),
          format: z.literal("filepath").optional(),
          isSecret: z.literal(true).optional(),
        }),
      ),
    }),
  ]),
});
const server = serverSchema.parse(readJson("server.json"));
const [npm] = server.packages;
const project = z
  .object({
    name: z.string(),
    version: z.string(),
    mcpName: z.string(),
    repository: z.object({ url: z.string() }),
  })
  .parse(readJson("package.json"));

test("the registry's entry is of this package and version, under the name that the package claims", () => {
  expect({ ...server, identifier: npm.identifier, npmVersion: npm.version }).toMatchObject({
    name: project.mcpName,
    version: project.version,
    identifier: project.name,
    npmVersion: project.version,
  });
});

test("its name and its page lie below the address of the repository", () => {
  const address = project.repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
  expect(server.repository.url).toBe(address);
  expect(server.name).toBe(new URL(address).pathname.replace("/", "io.github."));
  expect(server.websiteUrl).toBe(`${address}/blob/main/docs/MCP.md`);
});

test("programs make of it the line that starts the server, of two commands in the package", () => {
  // As VS Code does (microsoft/vscode, mcpManagementService.ts): runtime arguments, package@version, package arguments.
  const words = [
    ...npm.runtimeArguments,
    { value: `${npm.identifier}@${npm.version}` },
    ...npm.packageArguments,
  ];
  expect([npm.runtimeHint, ...words.map(({ value }) => value)].join(" ")).toBe(
    `npx -y -p value-portrait@${project.version} value-portrait-mcp`,
  );
});

test("it names the environment variables of --help, and no others; the token is a secret", () => {
  let help = "";
  expect(() =>
    parseOptions(["--help"], {}, { version: "0", writeOut: (text) => (help += text), writeErr: () => {} }),
  ).toThrow();
  const variables = [...new Set(help.match(/VALUE_PORTRAIT_\w+/g))].sort();
  expect(npm.environmentVariables.map(({ name }) => name).sort()).toEqual(variables);
  expect(npm.environmentVariables.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual([
    "VALUE_PORTRAIT_MCP_TOKEN",
  ]);
});
