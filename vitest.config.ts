import { defineConfig } from "vitest/config";

// "unit" needs nothing but the repository; "e2e" starts promptfoo itself; "browser" looks at its UI in Chromium.
export default defineConfig({
  test: {
    tags: [
      {
        name: "slow",
        description: "Takes a second, starts processes or reads the clock: not in `npm run check`.",
      },
    ],
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", "test/browser/**"],
          // Isolation doubled the processor time: each file loaded modules and data again. Files may share a
          // process because none changes it: effects are passed in, and untouched-process.ts watches.
          isolate: false,
          setupFiles: ["test/fixtures/untouched-process.ts", "test/fixtures/seeded-properties.ts"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
