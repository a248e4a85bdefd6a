import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";

const title = {
  "zh-CN": "工控主机移动介质使用指南（演示）",
  en: "Guideline for removable media on industrial hosts (demo)",
};
const words = {
  "zh-CN": {
    search: "移动介质",
    cite: "引用",
    list: "下载投票清单",
    recount: "重新计票",
    holds: "结果一致",
    matrix: "对照矩阵",
  },
  en: {
    search: "removable media",
    cite: "Cite",
    list: "Download the list of votes",
    recount: "Count again",
    holds: "The result agrees",
    matrix: "Matrix",
  },
};

for (const locale of ["zh-CN", "en"] as const) {
  test(`a reader finds a published standard, counts its ballot again and cites it (${locale})`, async ({
    browser,
    origin,
    password,
  }) => {
    test.setTimeout(180_000);
    const { page } = await guest(browser, origin, locale, null, password);
    const say = words[locale];

    await page.goto(`/${locale}/standards`);
    await page.locator("#search").fill(say.search);
    await page.locator("#search").press("Enter");
    await expect(page.getByRole("link", { name: title[locale] })).toBeVisible();
    await picture(page, `standards-catalogue-${locale}`);
    await accessible(page);

    await page.getByRole("link", { name: title[locale] }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(title[locale]);
    await picture(page, `standard-timeline-${locale}`);
    await accessible(page);
    const standard = new URL(page.url()).pathname;

    await page.goto(`${standard}/mapping`);
    await expect(page.getByRole("region", { name: say.matrix })).toContainText("SR 2.3");
    await picture(page, `standard-mapping-${locale}`);
    await accessible(page);

    await page.goto(`${standard}/ballots`);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: say.list }).click();
    const list = await (await download).path();
    await picture(page, `standard-ballot-${locale}`);
    await accessible(page);

    await page.getByRole("link", { name: say.recount }).click();
    await page.locator("#list").setInputFiles(list);
    await expect(page.getByRole("status").first()).toContainText(say.holds);
    await picture(page, `standard-recount-${locale}`);
    await accessible(page);

    await page.goto(`${standard}/life`);
    await expect(page.getByRole("heading", { name: say.cite })).toBeVisible();
    await expect(page.locator("main")).toContainText("@techreport{");
    await picture(page, `standard-review-${locale}`);
    await accessible(page);
  });
}
