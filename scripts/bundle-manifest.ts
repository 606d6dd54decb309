import { z } from "zod";
import { TOOLS } from "../src/mcp/tools.ts";

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  keywords: z.array(z.string()),
  homepage: z.string(),
  bugs: z.string(),
  license: z.string(),
  engines: z.object({ node: z.string() }),
  repository: z.object({ type: z.string(), url: z.string() }),
  bin: z.object({ "value-portrait-mcp": z.string() }),
});

/**
 * What manifest.json of the bundle says: version 0.3 of the format, the newest that is not called experimental
 * (github.com/anthropics/mcpb, MANIFEST.md). Everything of the package comes from package.json, the tools are those
 * that the server lists.
 *
 * A folder that nobody chose is "", which the server takes as not set: without a default, programs hand over the words
 * of the variable. One folder of runs, because what stands in a variable cannot be several.
 * @param manifest what is in package.json
 */
export function bundleManifest(manifest: unknown) {
  const project = packageSchema.parse(manifest);
  const entryPoint = project.bin["value-portrait-mcp"];
  const repository = project.repository.url.replace(/^git\+/, "");
  const address = repository.replace(/\.git$/, "");
  return {
    manifest_version: "0.3",
    name: project.name,
    display_name: "Value Portrait",
    version: project.version,
    description: project.description,
    author: { name: "The value-portrait authors", url: address },
    repository: { type: project.repository.type, url: repository },
    homepage: project.homepage,
    documentation: `${address}/blob/main/docs/MCP.md`,
    support: project.bugs,
    server: {
      type: "node",
      entry_point: entryPoint,
      mcp_config: {
        command: "node",
        args: [`\${__dirname}/${entryPoint}`],
        env: {
          VALUE_PORTRAIT_RUNS: chosen("runs"),
          VALUE_PORTRAIT_TEXTS: chosen("texts"),
        },
      },
    },
    tools: TOOLS.map(({ name, description }) => ({ name, description })),
    prompts_generated: true,
    keywords: project.keywords,
    license: project.license,
    compatibility: {
      platforms: ["darwin", "win32", "linux"],
      runtimes: { node: project.engines.node },
    },
    user_config: {
      runs: {
        type: "directory",
        title: "Folder of your runs",
        description:
          "The .value-portrait/runs of a project, to see your own models beside the released ones.",
        required: false,
        default: "",
      },
      texts: {
        type: "directory",
        title: "Folder of the item texts",
        description: "Only if they were pulled elsewhere than by default; without texts there are gists.",
        required: false,
        default: "",
      },
    },
  };
}

/** The words in place of which a program puts what the user chose. */
function chosen(option: string): string {
  return `\${user_config.${option}}`;
}
