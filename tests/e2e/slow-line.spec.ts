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

/** The bound of the house for public pages; the pages of players keep it as well. */
const mostScript = 170_000;
const mostPage = 260_000;

test("pages of players are light on a phone, and are read before any script has come", async ({
  browser,
  origin,
  password,
}) => {
  test.setTimeout(120_000);
  const base = "/en/competitions/polar-light-2026";
  const { page, context } = await guest(browser, origin, "en", "captain1@teams.example", password, 390);
  await page.goto(`${base}/challenges`);
  const task = await page.locator(`main a[href*="${base}/challenges/"]`).first().getAttribute("href");
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.setCacheDisabled", { cacheDisabled: true });
  // A bad mobile line: 400 ms there and back, 400 kbit/s (Chromium's "Slow 3G").
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  const kinds = new Map<string, string>();
  let sent: Record<string, number> = {};
  line.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    sent[kind] = (sent[kind] ?? 0) + encodedDataLength;
  });
  const weights: Record<string, Record<string, number>> = {};
  for (const [name, path] of [
    ["overview", base],
    ["challenges", `${base}/challenges`],
    ["challenge", task ?? ""],
    ["board", `${base}/board`],
    ["team", `${base}/team`],
  ] as const) {
    sent = {};
    await page.goto(path, { waitUntil: "load" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const total = Object.values(sent).reduce((sum, bytes) => sum + bytes, 0);
    weights[name] = { ...sent, total };
    expect([name, sent.Script ?? 0, (sent.Script ?? 0) <= mostScript]).toEqual([name, sent.Script ?? 0, true]);
    expect([name, total, total <= mostPage]).toEqual([name, total, true]);
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect([name, wide]).toEqual([name, screen]);
  }
  console.log(`bytes sent to a phone: ${JSON.stringify(weights)}`);

  const reader = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    storageState: await context.storageState(),
  });
  const plain = await reader.newPage();
  await plain.goto(`${base}/board`);
  await expect(plain.getByRole("row").nth(3)).toBeVisible();
  await plain.goto(task ?? "");
  await expect(plain.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await expect(plain.locator("#flag")).toBeVisible();
  await reader.close();
  await context.close();
});
