import { describe, expect, test } from "vitest";
import { markPath, modelClass, modelColourRules, PALETTE } from "../../../src/report/html/palette.ts";

type Colour = readonly [red: number, green: number, blue: number];

/** Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB. */
const DEFICIENCIES = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;

const MODELS = Array.from({ length: 12 }, (_, index) => index);
const PAIRS = MODELS.flatMap((one) => MODELS.slice(one + 1).map((other) => [one, other] as const));

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("the colours of twelve models, %s", (_, theme) => {
  const colourOf = (index: number) => linear(colour(`model-${index}`, theme));

  test("keep 3:1 to the page", () => {
    const page = luminance(linear(colour("page", theme)));
    const tooFaint = MODELS.filter((index) => {
      const [dark = 0, light = 0] = [page, luminance(colourOf(index))].toSorted((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05) < 3;
    });
    expect(tooFaint).toEqual([]);
  });

  test("are all different", () => {
    expect(PAIRS.filter(([a, b]) => distance(colourOf(a), colourOf(b)) < 0.06)).toEqual([]);
  });

  test.each(Object.entries(DEFICIENCIES))("differ where shapes do not, under %s", (_name, matrix) => {
    const alike = PAIRS.filter(([a, b]) => markPath(a) === markPath(b));
    expect(alike).toHaveLength(5);
    const seen = (index: number) => simulate(colourOf(index), matrix);
    expect(alike.filter(([a, b]) => distance(seen(a), seen(b)) < 0.08)).toEqual([]);
  });
});

test("colour and shape together repeat for no two of 84 models", () => {
  const marks = Array.from({ length: 84 }, (_, index) => `${modelClass(index)} ${markPath(index)}`);
  expect(new Set(marks).size).toBe(84);
});

test("each colour of a model has its rule", () => {
  expect(modelColourRules().split("\n")).toHaveLength(12);
});

function colour(name: string, theme: 0 | 1): string {
  // The names of the palette are its keys.
  return PALETTE[name as keyof typeof PALETTE][theme];
}

function linear(hex: string): Colour {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function simulate([red, green, blue]: Colour, matrix: readonly Colour[]): Colour {
  const [r = 0, g = 0, b = 0] = matrix.map(([x, y, z]) =>
    Math.min(1, Math.max(0, x * red + y * green + z * blue)),
  );
  return [r, g, b];
}

/** The Euclidean distance in OKLab (Ottosson 2020); black and white are 1 apart. */
function distance(one: Colour, other: Colour): number {
  const [a, b] = [oklab(one), oklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function oklab([red, green, blue]: Colour): Colour {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}
