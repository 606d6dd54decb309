import type { Variant } from "../instrument/variant.ts";

/** Reddit and Dear Abby queries have a title and use the "reddit" template, ShareGPT and LMSYS the other. */
export const TEMPLATE_KINDS = ["reddit", "sharegpt"] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** One file of the release: its path in the authors' repository, its size in bytes, its sha256 in hex. */
export type TextFile = { readonly path: string; readonly bytes: number; readonly sha256: string };

/** Where the item texts and prompt templates come from, and how one knows that they are the right ones. */
export type TextsSource = {
  /** What a person clones or downloads. */
  readonly repository: string;
  readonly commit: string;
  /** The address below which each file lies at its `path`. */
  readonly url: string;
  readonly licence: string;
  readonly files: readonly TextFile[];
};

/** The 104 queries and their 520 candidate responses. */
export const ITEMS_FILE = "lm_evaluation/data/Phase1_total.json";

/**
 * The path of a prompt template.
 * @example
 * templateFile("v1", "reddit"); // => "lm_evaluation/prompts/v1/reddit_prompt.txt"
 */
export function templateFile(variant: Variant, kind: TemplateKind): string {
  return `lm_evaluation/prompts/${variant}/${kind}_prompt.txt`;
}

/** The authors' release. Sizes and checksums were taken from a checkout of the commit. */
export const UPSTREAM_TEXTS: TextsSource = {
  repository: "https://github.com/holi-lab/ValuePortrait",
  commit: "08e1fb7",
  url: "https://raw.githubusercontent.com/holi-lab/ValuePortrait/08e1fb7",
  licence:
    "The release is under the MIT licence. The queries in it come from Reddit, Dear Abby, ShareGPT and LMSYS " +
    "and carry those sources' own terms: look there before you pass the texts on.",
  files: [
    {
      path: ITEMS_FILE,
      bytes: 333403,
      sha256: "d03785e34dea999012d77e0d2ec4aaded7fe36d5ebed32f2c19001d54ede0416",
    },
    {
      path: templateFile("v1", "reddit"),
      bytes: 538,
      sha256: "9f20fbfe3f557a165d1b2fac88451a92f4b1f14751b0d198ec3dac0d28a5a162",
    },
    {
      path: templateFile("v1", "sharegpt"),
      bytes: 520,
      sha256: "7b72d2fa757bc3d5c139cdc4022b026999ba89ab794b3b893f6eb7936d99d1bc",
    },
    {
      path: templateFile("v1_reversed", "reddit"),
      bytes: 538,
      sha256: "92cecaae81fd5ff7348bf08554ce471dfa451854678bbeeb1bc2654b19b46519",
    },
    {
      path: templateFile("v1_reversed", "sharegpt"),
      bytes: 520,
      sha256: "1992422aad885b19125df40358764cefc36d1deab840ed16e4cc90f96ef01096",
    },
    {
      path: templateFile("v2", "reddit"),
      bytes: 419,
      sha256: "ab9a426d480c031776e4101129fb975fabeeb98ae8afd05f0614a5dcb7d8cc74",
    },
    {
      path: templateFile("v2", "sharegpt"),
      bytes: 390,
      sha256: "021f576b427b5fc354ebafc786b9afb04645caa7b4c800145a972b7555d24354",
    },
    {
      path: templateFile("v2_reversed", "reddit"),
      bytes: 419,
      sha256: "a9f4bc317d822e7c6fb8ab29eb3237e4859470f14eb9a9b9793768c7595d732a",
    },
    {
      path: templateFile("v2_reversed", "sharegpt"),
      bytes: 401,
      sha256: "85db4766327be4b0ed8b909c5ca40f4f6129f7dfb0f669b6222a1a05106c752e",
    },
    {
      path: templateFile("v3", "reddit"),
      bytes: 397,
      sha256: "13bfae2d9f8672a1ffdeea935f6c4dccc9815dd7d75a97ccf312cc0b0e55dede",
    },
    {
      path: templateFile("v3", "sharegpt"),
      bytes: 380,
      sha256: "227383bb9cfac570de52e5f5a9b77011513d82c8c8af4ce98af7a5e17b32d9e1",
    },
    {
      path: templateFile("v3_reversed", "reddit"),
      bytes: 397,
      sha256: "9c30f4daf0443fe9f4f2abca645630aa793b3546b2fec379ec7e60e064597550",
    },
    {
      path: templateFile("v3_reversed", "sharegpt"),
      bytes: 380,
      sha256: "1bfa857653587bb58f9f2a095befc0da6f8d0868625e7ad14db8e48e4eccdb91",
    },
  ],
};

/** The size of all files together, in bytes. */
export function totalBytes(source: TextsSource): number {
  return source.files.map((file) => file.bytes).reduce((sum, bytes) => sum + bytes, 0);
}
