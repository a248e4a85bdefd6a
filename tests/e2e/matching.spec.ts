import type { Page } from "@playwright/test";
import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";

const ranked = (page: Page) => page.locator("main ol > li").filter({ has: page.locator("h2") });

/** Why a provider fits, from both sides; what fairness gives and costs; and a tie that keeps a provider out. */
test("matches explain themselves to buyer and provider, and a declared tie counts at once", async ({
  browser,
  origin,
  password,
}) => {
  const buyer = await guest(browser, origin, "zh-CN", "buyer1@linhe-water.example", password);
  const provider = await guest(browser, origin, "en", "provider2@shanhe.example", password);
  let need = "";

  await test.step("the buyer sees whom matching suggests, with bars that add up, skills met and evidence", async () => {
    const { page } = buyer;
    await page.goto("/zh-CN/needs?mine=yes");
    await page.getByRole("link", { name: "三座水厂控制网络资产测绘与分区隔离（演示）" }).click();
    await expect(page).toHaveURL(/\/needs\/[0-9a-f-]{36}$/u);
    need = new URL(page.url()).pathname;
    await page.goto(`${need}/matches`);
    await expect(page.getByRole("heading", { level: 1, name: "匹配单位" })).toBeVisible();
    const first = ranked(page).first();
    const points = await first.locator("table").first().locator("tbody td:last-child").allInnerTexts();
    const total = await first.locator("table").first().locator("tfoot td").textContent();
    const sum = points.reduce((all, text) => all + Number.parseFloat(text), 0);
    expect(Math.abs(sum - Number(total))).toBeLessThan(0.06 * points.length);
    await expect(first.getByText("最相近的证据")).toBeVisible();
    await page.getByText("排序如何保证公平").click();
    const experts = page.getByRole("region", { name: "匹配的专家" });
    await experts.getByText("匹配理由").first().click();
    await expect(experts.getByText("时效").first()).toBeVisible();
    await accessible(page);
    await picture(page, "matching-matches-zh-CN");
    await page.getByRole("link", { name: "全部排序的曝光情况" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "排序曝光情况" })).toBeVisible();
    await accessible(page);
    await picture(page, "matching-exposure-zh-CN");
    await page.goto("/en/needs/exposure");
    await picture(page, "matching-exposure-en");
    await page.goto(`${need.replace("/zh-CN", "/en")}/matches`);
    await page.getByText("The figures behind it").first().click();
    await picture(page, "matching-matches-en");
  });

  await test.step("the provider sees needs that fit, why, and how to stand higher", async () => {
    const { page } = provider;
    await page.goto("/en/proposals");
    await page.getByText("Why it matches").first().click();
    await expect(page.getByText("How to stand higher").first()).toBeVisible();
    await accessible(page);
    await picture(page, "matching-needs-en");
    await page.goto("/en");
    await expect(page.getByRole("link", { name: /^All fitting needs/u })).toBeVisible();
    await page.goto("/zh-CN/proposals");
    await page.getByText("匹配理由").first().click();
    await picture(page, "matching-needs-zh-CN");
  });

  await test.step("a tie that the buyer declares refuses the invitation with its reason", async () => {
    const { page } = buyer;
    await page.goto(`${need}/matches`);
    const name = (await ranked(page).first().locator("h2 a").textContent()) ?? "";
    await page.getByRole("link", { name: "我的单位" }).first().click();
    await page.getByLabel("按名称查找已核验单位").fill(name);
    await page.locator("main").getByRole("button", { name: "搜索" }).click();
    await page.getByRole("button", { name: `+ ${name}`, exact: true }).click();
    await page.getByLabel("关系", { exact: true }).selectOption({ label: "竞争关系" });
    await page.getByRole("button", { name: "申报" }).click();
    await expect(page.getByText("竞争关系").first()).toBeVisible();
    await accessible(page);
    await picture(page, "matching-ties-zh-CN");
    await page.goto(`${need}/matches`);
    await ranked(page).first().getByRole("button", { name: "邀请应答" }).click();
    await expect(page.getByText("利益冲突：双方为已申报的竞争对手。")).toBeVisible();
  });
});
