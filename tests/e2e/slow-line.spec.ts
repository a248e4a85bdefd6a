import { expect, test } from "./browser";
import { guest } from "./community";

test("what is typed before the scripts arrive is kept, and a click waits for them", async ({
  browser,
  origin,
  password,
}) => {
  const context = await browser.newContext({ baseURL: origin, locale: "en" });
  const page = await context.newPage();
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto("/en/sign-in", { waitUntil: "commit" });
  await page.locator("#email").fill("buyer1@linhe-water.example");
  await page.locator("#password").fill(password);
  const submit = page.locator("main form button[type=submit]").first();
  await expect(submit).toBeDisabled();
  await page.locator("#password").press("Enter");
  expect(page.url()).not.toContain("password");
  arrive();
  await submit.click();
  await expect(page.locator("header select")).toBeVisible();
  await context.close();
});

/** Compressed, as they come over the line. */
const mostScript = 170 * 1_024;
const mostPage = 260 * 1_024;

test("pages of players are light on a phone, and are read before any script has come", async ({
  browser,
  origin,
  password,
}) => {
  test.setTimeout(120_000);
  const base = "/en/competitions/polar-light-2026";
  const { page, context } = await guest(browser, origin, "en", "captain1@teams.example", password, 390);
  await page.goto(`${base}/challenges`);
  const tasks = await page
    .locator(`main a[href*="${base}/challenges/"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  // One that the team has still to solve: its page has the form for an answer.
  let task = "";
  for (const href of tasks) {
    await page.goto(href);
    await expect(page.getByRole("heading", { name: "Statement" })).toBeVisible();
    task = href;
    if ((await page.locator("#flag").count()) > 0) break;
  }
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.setCacheDisabled", { cacheDisabled: true });
  // A mobile line as slow as Chromium's "Slow 4G": 150 ms there and back, 1.6 Mbit/s.
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 90_000,
  });
  const weights: Record<string, { script: number; total: number }> = {};
  for (const [name, path] of [
    ["overview", base],
    ["challenges", `${base}/challenges`],
    ["challenge", task],
    ["board", `${base}/board`],
  ] as const) {
    await page.goto(path, { waitUntil: "load" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // Bodies as they came over the line, compressed.
    weights[name] = await page.evaluate(() => {
      const got = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      const [own] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const sum = (entries: PerformanceResourceTiming[]) =>
        entries.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
      return { script: sum(got.filter((one) => one.name.includes(".js"))), total: sum(own ? [own, ...got] : got) };
    });
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect([name, (wide ?? 0) <= (screen ?? 0)]).toEqual([name, true]);
  }
  const heavy = Object.entries(weights).filter(([, { script, total }]) => script > mostScript || total > mostPage);
  expect(heavy, JSON.stringify(weights)).toEqual([]);

  const reader = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    storageState: await context.storageState(),
  });
  const plain = await reader.newPage();
  await plain.goto(`${base}/board`);
  await expect(plain.getByRole("row").nth(3)).toBeVisible();
  await plain.goto(task);
  await expect(plain.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await expect(plain.locator("#flag")).toBeVisible();
  await reader.close();
  await context.close();
});
