/** The tool of the bundle format, of one version so that the same sources make the same bundle. */
export const MCPB = "@anthropic-ai/mcpb@2.1.2";
