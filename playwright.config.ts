import { defineConfig } from "@playwright/test";

/** Browser journeys against a demo that the global set-up starts in production mode. No retries: they hide faults. */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/global-setup.ts",
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: ".artifacts/playwright",
  reporter: [["list"], ["json", { outputFile: ".artifacts/playwright.json" }]],
  use: { actionTimeout: 15_000, trace: "retain-on-failure" },
});
