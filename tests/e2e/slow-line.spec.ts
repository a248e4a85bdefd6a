import { expect, test } from "./browser";

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
