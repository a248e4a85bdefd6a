import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL("./src", import.meta.url)),
  "#tests": fileURLToPath(new URL("./tests", import.meta.url)),
};

/** Tests that start the application as people do; only they need its pages to be built. */
const wholeApplication = ["tests/server/{processes,scripts}/**/*.test.ts"];
const onPostgres = { testTimeout: 30_000, hookTimeout: 120_000, maxWorkers: 2 };

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "domain", include: ["tests/{domain,features,i18n,ui,scripts}/**/*.test.{ts,tsx}"] },
      },
      {
        resolve: { alias },
        test: {
          ...onPostgres,
          name: "server",
          include: ["tests/server/**/*.test.ts"],
          exclude: wholeApplication,
          globalSetup: ["tests/support/global-postgres.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          ...onPostgres,
          // Each starts the application with its demo, some twice.
          hookTimeout: 180_000,
          name: "processes",
          include: wholeApplication,
          globalSetup: ["tests/support/global-pages.ts", "tests/support/global-postgres.ts"],
        },
      },
    ],
  },
});
