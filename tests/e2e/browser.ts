import { existsSync } from "node:fs";
import { test as base, chromium } from "@playwright/test";
import bundled from "@sparticuz/chromium";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);

/** The machine's Chromium where there is one, else the one that comes with npm; always with an empty profile. */
export const test = base.extend<object, { origin: string; password: string }>({
  browser: [
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: installed ?? (await bundled.executablePath()),
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
        ],
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  origin: [async ({}, use) => use(process.env.E2E_URL ?? ""), { scope: "worker" }],
  password: [async ({}, use) => use(process.env.E2E_PASSWORD ?? ""), { scope: "worker" }],
});

export { expect } from "@playwright/test";
