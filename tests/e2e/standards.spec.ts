import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";

const draft = { "zh-CN": "工业控制系统远程运维安全要求（演示）", en: "Security requirements for remote maintenance" };
const consulted = {
  "zh-CN": "中小工厂网络分区实施指南（演示）",
  en: "Guideline for network zoning in small factories",
};
const clauseName = { "zh-CN": "会话控制", en: "会话控制" };

for (const locale of ["zh-CN", "en"] as const) {
  test(`two members write one clause together, and everybody reads what is out for comments (${locale})`, async ({
    browser,
    origin,
    password,
  }) => {
    test.setTimeout(180_000);
    const secretary = await guest(browser, origin, locale, "provider1@dunpai.example", password);
    const member = await guest(browser, origin, locale, "expert@yanjiu.example", password);
    const visitor = await guest(browser, origin, locale, null, password);

    await test.step("both open the same clause and see each other's words", async () => {
      await secretary.page.goto(`/${locale}/standards?scope=mine`);
      await picture(secretary.page, `standards-${locale}`);
      await accessible(secretary.page);
      await secretary.page.getByRole("link", { name: draft[locale] }).first().click();
      await expect(secretary.page.getByRole("heading", { level: 1 })).toContainText(draft[locale]);
      await picture(secretary.page, `standard-workspace-${locale}`);
      await accessible(secretary.page);
      const workspace = new URL(secretary.page.url()).pathname;
      await secretary.page.getByRole("link", { name: clauseName[locale] }).click();
      const editor = secretary.page.locator("[contenteditable=true]");
      await expect(editor).toContainText("逐次批准");
      await member.page.goto(new URL(secretary.page.url()).pathname);
      const other = member.page.locator("[contenteditable=true]");
      await expect(other).toContainText("逐次批准");
      await editor.click();
      await secretary.page.keyboard.press("Control+End");
      await secretary.page.keyboard.type(locale === "en" ? " Written by the secretary." : "秘书补充。");
      await expect(other).toContainText(locale === "en" ? "Written by the secretary." : "秘书补充。");
      await other.click();
      await member.page.keyboard.press("Control+Home");
      await member.page.keyboard.type(locale === "en" ? "Member: " : "委员：");
      await expect(editor).toContainText(locale === "en" ? "Member:" : "委员：");
      await picture(secretary.page, `clause-editor-${locale}`);
      await accessible(secretary.page);
      for (const part of ["text", "checks", "comments", "ballots"]) {
        await secretary.page.goto(`${workspace}/${part}`);
        await expect(secretary.page.getByRole("heading", { level: 1 })).toBeVisible();
        await picture(secretary.page, `standard-${part}-${locale}`);
        await accessible(secretary.page);
      }
      await visitor.page.goto(workspace);
      await expect(visitor.page.locator("main")).not.toContainText("逐次批准");
    });

    await test.step("a visitor reads the consultation draft", async () => {
      await visitor.page.goto(`/${locale}/standards?scope=consultations`);
      await visitor.page.getByRole("link", { name: consulted[locale] }).first().click();
      await expect(visitor.page.getByRole("heading", { level: 1 })).toContainText(consulted[locale]);
      await visitor.page.goto(`${new URL(visitor.page.url()).pathname}/text`);
      await expect(visitor.page.locator("main")).toContainText("生产网应与办公网分开");
      await picture(visitor.page, `standard-public-text-${locale}`);
      await accessible(visitor.page);
    });
    for (const { context } of [secretary, member, visitor]) await context.close();
  });
}
