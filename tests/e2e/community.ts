import { mkdirSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect } from "./browser";

export type Locale = "zh-CN" | "en";
export type Guest = { context: BrowserContext; page: Page };

let guests = 0;
/** Sessions by person: whoever was here before comes with the cookie that they got, as browsers do. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

/** Signs in through the page, as a person does, from an address of their own: how often one may sign in has limits. */
export async function guest(
  browser: Browser,
  origin: string,
  locale: Locale,
  email: string | null,
  password: string,
  width = 1280,
): Promise<Guest> {
  guests += 1;
  const context = await browser.newContext({
    baseURL: origin,
    extraHTTPHeaders: { "x-forwarded-for": `10.${process.pid % 256}.${guests >> 8}.${guests % 256}` },
    locale,
    viewport: { width, height: 900 },
    timezoneId: "Asia/Shanghai",
  });
  const page = await context.newPage();
  if (email && !(await returned(context, page, locale, email))) {
    await page.goto(`/${locale}/sign-in`);
    await page.locator("#email").fill(email);
    await page.locator("#password").fill(password);
    await page.locator("main form button[type=submit]").first().click();
    await expect(page.locator("header select")).toBeVisible();
    sessions.set(
      email,
      (await context.cookies()).filter(({ name }) => name.includes("session")),
    );
  }
  return { context, page };
}

/** @returns false when the session is unknown or was ended meanwhile */
async function returned(context: BrowserContext, page: Page, locale: Locale, email: string): Promise<boolean> {
  const known = sessions.get(email);
  if (!known) return false;
  await context.addCookies(known);
  await page.goto(`/${locale}`);
  const inside = page.locator("header select");
  await expect(inside.or(page.locator('header a[href$="/sign-in"]')).first()).toBeVisible();
  return inside.isVisible();
}

/** Desktop and phone pictures of the page as it stands, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(".artifacts/pictures", { recursive: true });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: `.artifacts/pictures/${name}-desktop.png`, fullPage: true });
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `.artifacts/pictures/${name}-phone.png`, fullPage: true });
  if (size) await page.setViewportSize(size);
}

/** axe finds nothing that WCAG 2.2 A or AA forbids. */
export async function accessible(page: Page): Promise<void> {
  // A page that loads its rows anew has no title for a moment.
  await expect(page).toHaveTitle(/./u);
  // From the top: the header stands over what was scrolled under it, and what it covers looks too small to hit.
  await page.evaluate(() => window.scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}
