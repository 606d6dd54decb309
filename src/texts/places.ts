import { homedir } from "node:os";
import path from "node:path";
import { UPSTREAM_TEXTS } from "./source.ts";

/** Environment variables, as in `process.env`. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The folder of the item texts. */
export type TextsPlace = {
  /** Absolute. */
  readonly folder: string;
  /** Whether a person named it, so that texts elsewhere are not meant. */
  readonly isChosen: boolean;
};

/**
 * Where item texts are looked for and pulled to: VALUE_PORTRAIT_TEXTS if it is set, else the user's cache folder.
 * @example
 * textsPlace({ VALUE_PORTRAIT_TEXTS: "/texts" }); // => { folder: "/texts", isChosen: true }
 */
export function textsPlace(env: Env, commit: string = UPSTREAM_TEXTS.commit): TextsPlace {
  const chosen = env["VALUE_PORTRAIT_TEXTS"];
  if (chosen) return { folder: path.resolve(chosen), isChosen: true };
  return { folder: cacheFolder(env, process.platform, homedir(), commit), isChosen: false };
}

/**
 * The user's cache folder for the texts of one commit, by the conventions of the platform. An absolute
 * XDG_CACHE_HOME wins everywhere (the XDG specification says to ignore a relative one).
 * @example
 * cacheFolder({}, "linux", "/home/ada"); // => "/home/ada/.cache/value-portrait/texts-08e1fb7"
 */
export function cacheFolder(
  env: Env,
  platform: NodeJS.Platform,
  home: string,
  commit: string = UPSTREAM_TEXTS.commit,
): string {
  const { isAbsolute, join } = platform === "win32" ? path.win32 : path.posix;
  const xdg = env["XDG_CACHE_HOME"];
  const caches = xdg && isAbsolute(xdg) ? xdg : platformCaches(env, platform, home);
  return join(caches, "value-portrait", `texts-${commit}`);
}

function platformCaches(env: Env, platform: NodeJS.Platform, home: string): string {
  if (platform === "win32") return env["LOCALAPPDATA"] || path.win32.join(home, "AppData", "Local");
  return platform === "darwin" ? path.posix.join(home, "Library", "Caches") : path.posix.join(home, ".cache");
}
