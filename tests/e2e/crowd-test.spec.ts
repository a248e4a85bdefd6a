import type { Page } from "@playwright/test";
import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";

const words = {
  "zh-CN": {
    save: "保存",
    open: "开放众测",
    send: "加密提交",
    triage: "开始核实",
    accept: "确认漏洞",
    duplicate: "标为重复",
    begin: "开始修复",
    finish: "修复完成",
    verify: "验证通过",
    disclose: "公开",
    tell: "登记已报送",
    title: "远程网关固件众测（测试）",
    weakness: "网关命令注入（测试）",
    isDuplicate: "重复",
    confirmed: "已确认",
    touches: "您要发布的内容涉及清单",
  },
  en: {
    save: "Save",
    open: "Open the programme",
    send: "Seal and send",
    triage: "Begin to check",
    accept: "Confirm",
    duplicate: "Mark as duplicate",
    begin: "Begin the fix",
    finish: "Fix is done",
    verify: "The fix holds",
    disclose: "Disclose",
    tell: "Record it",
    title: "Firmware of remote gateways (test)",
    weakness: "Command injection in the gateway (test)",
    isDuplicate: "Duplicate",
    confirmed: "Confirmed",
    touches: "What you are about to publish touches a list",
  },
} as const;

for (const locale of ["zh-CN", "en"] as const) {
  test(`a crowd test with a duplicate and an embargo (${locale})`, async ({ browser, origin, password }) => {
    test.setTimeout(240_000);
    const w = words[locale];
    const provider = await guest(browser, origin, locale, "buyer1@linhe-water.example", password);
    const first = await guest(browser, origin, locale, "provider1@dunpai.example", password);
    const second = await guest(browser, origin, locale, "provider2@shanhe.example", password);
    const visitor = await guest(browser, origin, locale, null, password);
    let programme = "";
    const reports: string[] = [];

    await test.step("the provider says what may be tested and opens", async () => {
      await provider.page.goto(`/${locale}/crowd-tests/new`);
      await provider.page.locator("#title").fill(w.title);
      await provider.page.locator("#summary").fill("Find what we overlooked. 找出我们遗漏的问题。");
      await provider.page.locator('[id="assets.0.name"]').fill("Gateway 2.0 网关");
      await provider.page.locator("#rules").fill("Active scan at night only. 主动扫描仅限夜间，不得影响在运泵站。");
      for (const [band, amount] of [
        ["low", "100"],
        ["medium", "500"],
        ["high", "2000"],
        ["critical", "5000"],
      ])
        await provider.page.locator(`[id="rewards.${band}"]`).fill(amount ?? "");
      await picture(provider.page, `crowd-form-${locale}`);
      await accessible(provider.page);
      await provider.page.getByRole("button", { name: w.save, exact: true }).click();
      await expect(provider.page.getByRole("heading", { level: 1, name: w.title })).toBeVisible();
      programme = new URL(provider.page.url()).pathname;
      await visitor.page.goto(programme);
      await expect(visitor.page.getByRole("heading", { level: 1, name: w.title })).toHaveCount(0);
      // What a list in force says of it stands beside the button, before anything is public.
      await expect(provider.page.getByText(w.touches)).toBeVisible();
      await expect(provider.page.getByRole("link", { name: /N-01/u })).toBeVisible();
      await accessible(provider.page);
      await picture(provider.page, `crowd-open-${locale}`);
      await confirmed(provider.page, w.open);
      await expect(provider.page.getByRole("button", { name: w.open })).toHaveCount(0);
    });

    await test.step("two finders send the same weakness, sealed", async () => {
      for (const { page } of [first, second]) {
        await page.goto(`${programme}/report`);
        await page.locator("#title").fill(w.weakness);
        await page.locator("#steps").fill("Send a crafted frame to the service port. 向服务端口发送构造的报文。");
        for (const [metric, value] of Object.entries({ AV: "N", AC: "L", AT: "N", PR: "N", UI: "N" }))
          await page.locator(`#cvss-${metric}`).selectOption(value);
        await page.getByRole("button", { name: w.send }).click();
        await expect(page.locator("main [role=alert]")).toContainText("VC");
        await expect(page.locator("#title")).toHaveValue(w.weakness);
        for (const metric of ["VC", "VI", "VA"]) await page.locator(`#cvss-${metric}`).selectOption("H");
        for (const metric of ["SC", "SI", "SA"]) await page.locator(`#cvss-${metric}`).selectOption("N");
        await expect(page.getByRole("status").filter({ hasText: "9.3" })).toBeVisible();
        if (page === first.page) await picture(page, `crowd-report-form-${locale}`);
        await accessible(page);
        await page.getByRole("button", { name: w.send }).click();
        await expect(page.getByRole("heading", { level: 1, name: w.weakness })).toBeVisible();
        reports.push(new URL(page.url()).pathname);
      }
      await second.page.goto(reports[0] ?? "");
      await expect(second.page.getByRole("heading", { level: 1, name: w.weakness })).toHaveCount(0);
    });

    await test.step("the provider confirms the first and links the second to it", async () => {
      for (const report of reports) {
        await provider.page.goto(report);
        await take(provider.page, w.triage);
      }
      await picture(provider.page, `crowd-triage-${locale}`);
      await take(provider.page, w.duplicate);
      await provider.page.goto(reports[0] ?? "");
      await take(provider.page, w.accept);
      await provider.page.locator("#authority").fill("INVENTED-1");
      await provider.page.getByRole("button", { name: w.tell }).click();
      await expect(provider.page.locator("#authority")).toHaveCount(0);
      await second.page.goto(reports[1] ?? "");
      await expect(
        second.page.locator("header + *, main").getByText(w.isDuplicate, { exact: true }).first(),
      ).toBeVisible();
    });

    await test.step("nobody else sees it until it is fixed and disclosed", async () => {
      const number = await provider.page.getByRole("heading", { level: 1 }).textContent();
      const page = `/${locale}/disclosures/${number?.split(" · ")[0]}`;
      await visitor.page.goto(page);
      await expect(visitor.page.locator("main")).not.toContainText(w.weakness);
      for (const step of [w.begin, w.finish, w.verify]) await take(provider.page, step);
      await provider.page.locator("#disclosure").fill("Update to 2.1. 请升级到 2.1。");
      await picture(provider.page, `crowd-disclose-${locale}`);
      await accessible(provider.page);
      await confirmed(provider.page, w.disclose);
      await visitor.page.goto(page);
      await expect(visitor.page.getByRole("heading", { level: 1, name: w.weakness })).toBeVisible();
      await expect(visitor.page.locator("main")).not.toContainText("crafted frame");
      await picture(visitor.page, `disclosure-${locale}`);
      await accessible(visitor.page);
      await visitor.page.goto(programme);
      await picture(visitor.page, `crowd-programme-${locale}`);
      await accessible(visitor.page);
      await first.page.goto(`/${locale}/crowd-tests`);
      await picture(first.page, `crowd-tests-${locale}`);
      await accessible(first.page);
    });
    for (const { context } of [provider, first, second, visitor]) await context.close();
  });
}

/** Takes a step and waits until the page offers others. */
async function take(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
}

async function confirmed(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await page.locator("dialog[open]").getByRole("button", { name, exact: true }).click();
  await expect(page.locator("dialog[open]")).toHaveCount(0);
}
