import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { Authenticator } from "./authenticator";
import { expect, test } from "./browser";
import { accessible, type Guest, guest, type Locale, picture } from "./community";

/**
 * A stranger becomes a verified organisation: sign-up, mail, registration with a mistake in the credit code, evidence,
 * two operators with their second factors.
 */
const words = {
  "zh-CN": {
    signUp: "注册",
    confirm: "确认并登录",
    register: "登记",
    handIn: "提交核验",
    begin: "开始设置",
    confirmFactor: "确认",
    kept: "我已保存，继续",
    approve: "同意",
    verified: "已核验",
    wrong: "末位校验码不符",
  },
  en: {
    signUp: "Create the account",
    confirm: "Confirm and sign in",
    register: "Register",
    handIn: "Hand in",
    begin: "Begin",
    confirmFactor: "Confirm",
    kept: "I have kept them, continue",
    approve: "Approve",
    verified: "Verified",
    wrong: "The last character does not fit",
  },
} as const;

/** Factors that operators set up in this run, so that the second language can sign in with them. */
const factors = new Map<string, Authenticator>();

for (const [locale, creditCode, name] of [
  ["zh-CN", "91330100799655058B", "新来者水泵厂（测试）"],
  ["en", "914403001922038216", "Newcomer Valve Works (test)"],
] as const) {
  test(`a stranger becomes a verified organisation (${locale})`, async ({ browser, origin, password }) => {
    test.setTimeout(240_000);
    const w = words[locale];
    const email = `newcomer-${locale.toLowerCase()}@example.org`;
    const { page, context } = await guest(browser, origin, locale, null, password);

    await test.step("signs up and confirms the address from the letter", async () => {
      await page.goto(`/${locale}/sign-up`);
      await page.locator("#email").fill(email);
      await page.locator("#password").fill("password1234");
      await page.getByRole("button", { name: w.signUp, exact: true }).click();
      await expect(page.locator("main [role=alert]")).toBeVisible();
      await expect(page.locator("#email")).toHaveValue(email);
      await page.locator("#password").fill("violet anchor seventeen kites");
      await picture(page, `sign-up-${locale}`);
      await accessible(page);
      await page.getByRole("button", { name: w.signUp, exact: true }).click();
      await expect(page.locator("#email")).toHaveCount(0);
      await page.goto(await linkFor(email));
      await page.locator("#password").fill("violet anchor seventeen kites");
      await page.getByRole("button", { name: w.confirm }).click();
      await expect(page.locator("header select")).toBeVisible();
    });

    await test.step("registers the organisation; a wrong code says which check failed and loses nothing", async () => {
      await page.goto(`/${locale}/organisations/new`);
      await page.locator("#nameZh").fill(name);
      await page.locator("#creditCode").fill(`${creditCode.slice(0, 17)}${creditCode.endsWith("B") ? "C" : "7"}`);
      await page.getByRole("button", { name: w.register, exact: true }).click();
      await expect(page.getByText(w.wrong).first()).toBeVisible();
      await expect(page.locator("#nameZh")).toHaveValue(name);
      await picture(page, `organisation-form-${locale}`);
      await accessible(page);
      await page.locator("#creditCode").fill(creditCode);
      await page.getByRole("button", { name: w.register, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    });

    await test.step("hands in evidence", async () => {
      await page
        .locator("#fileIds")
        .setInputFiles({ name: "licence.txt", mimeType: "text/plain", buffer: Buffer.from("invented licence") });
      await expect(page.getByText("licence.txt")).toBeVisible();
      await page.getByRole("button", { name: w.handIn, exact: true }).click();
      await expect(page.locator("#fileIds")).toHaveCount(0);
      await picture(page, `organisation-desk-${locale}`);
    });

    await test.step("two operators with their second factors look and approve", async () => {
      for (const operator of ["operator1@demo.example", "operator2@demo.example"]) {
        const desk = await operatorAtDesk(browser, origin, locale, operator, password);
        await desk.page.goto(`/${locale}/admin/verifications`);
        const card = desk.page.locator("section", { hasText: name });
        await card.locator("textarea").fill("Licence and name agree. 证照相符。");
        await picture(desk.page, `verifications-${locale}`);
        await accessible(desk.page);
        await card.getByRole("button", { name: w.approve, exact: true }).click();
        await expect(card.getByRole("button", { name: w.approve, exact: true })).toHaveCount(0);
        if (operator.startsWith("operator1")) {
          await desk.page.goto(`/${locale}/admin/outbox`);
          await picture(desk.page, `outbox-${locale}`);
          await desk.page.goto(`/${locale}/admin/roles`);
          await picture(desk.page, `roles-${locale}`);
          await accessible(desk.page);
          await desk.page.goto(`/${locale}/admin/break-glass`);
          await picture(desk.page, `break-glass-${locale}`);
          await accessible(desk.page);
        }
        await desk.context.close();
      }
      await page.reload();
      await expect(page.locator("header").getByText(w.verified, { exact: true })).toBeVisible();
    });

    await test.step("looks after the account", async () => {
      await page.goto(`/${locale}/account`);
      await picture(page, `account-${locale}`);
      await accessible(page);
      await page.goto(`/${locale}/notifications`);
      await expect(page.locator("main ul li")).not.toHaveCount(0);
      await picture(page, `notifications-${locale}`);
      await page.goto(`/${locale}/does-not-exist`);
      await picture(page, `not-found-${locale}`);
    });
    await context.close();
  });
}

/** Signs in; sets up the second factor the first time, shows it every time after. */
async function operatorAtDesk(
  browser: Browser,
  origin: string,
  locale: Locale,
  email: string,
  password: string,
): Promise<Guest> {
  const w = words[locale];
  const known = factors.get(email);
  const desk = await guest(browser, origin, locale, known ? null : email, password);
  if (known) {
    await desk.page.goto(`/${locale}/sign-in`);
    await desk.page.locator("#email").fill(email);
    await desk.page.locator("#password").fill(password);
    await desk.page.locator("main form button[type=submit]").first().click();
    await desk.page.locator("#code").fill(await known.code());
    await desk.page.locator("main form button[type=submit]").first().click();
    await expect(desk.page.locator("header select")).toBeVisible();
    return desk;
  }
  await desk.page.goto(`/${locale}/account/second-factor`);
  await desk.page.getByRole("button", { name: w.begin, exact: true }).click();
  const secret = (await desk.page.locator("#secret").textContent()) ?? "";
  await picture(desk.page, `second-factor-${locale}`);
  const app = new Authenticator(secret);
  await desk.page.locator("#code").fill(await app.code());
  await desk.page.getByRole("button", { name: w.confirmFactor, exact: true }).click();
  await expect(desk.page.getByRole("button", { name: w.kept })).toBeVisible();
  factors.set(email, app);
  await desk.page.getByRole("button", { name: w.kept }).click();
  await expect(desk.page.getByRole("button", { name: w.kept })).toHaveCount(0);
  return desk;
}

/** The newest letter to an address, from the file outbox of the server under test. */
async function linkFor(email: string): Promise<string> {
  const folder = join(process.env.E2E_DATA_DIR ?? "", "outbox");
  for (let waited = 0; waited < 20_000; waited += 250) {
    const names = (() => {
      try {
        return readdirSync(folder).sort().reverse();
      } catch {
        // The folder is made with the first letter.
        return [];
      }
    })();
    const letter = names
      .map((one) => JSON.parse(readFileSync(join(folder, one), "utf8")) as { to: string; text: string })
      .find(({ to }) => to === email);
    const link = /https?:\S+/.exec(letter?.text ?? "")?.[0];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`no letter to ${email}`);
}
