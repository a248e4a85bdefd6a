import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import pg from "pg";
import { expect, test } from "./browser";
import { accessible, guest, type Locale, picture } from "./community";

/**
 * The whole job with five people of four organisations: a buyer posts and publishes, two providers answer under seal,
 * two people of the buyer open, an expert scores, the buyer awards, both providers read their result.
 */
const words = {
  "zh-CN": {
    publish: "发布",
    propose: "提交应答方案",
    seal: "密封并提交",
    receipt: "回执",
    evaluation: "开启与评审",
    openFirst: "发起开启",
    openSecond: "确认开启",
    appoint: "任命",
    declare: "提交声明",
    saveScores: "保存此份评分",
    submitScores: "提交全部评分",
    award: "确认选定",
    won: "贵单位被选定",
    awarded: "已选定",
    save: "保存草稿",
    ask: "提交提问",
    answer: "公布答复",
    matches: "匹配的单位",
    feedback: "给本单位的反馈",
    moderate: "作出调整",
    moderationSave: "保存调整",
    title: "泵站远程运维安全改造（测试）",
  },
  en: {
    publish: "Publish",
    propose: "Submit a proposal",
    seal: "Seal and submit",
    receipt: "Receipt",
    evaluation: "Opening and evaluation",
    openFirst: "Call the opening",
    openSecond: "Confirm the opening",
    appoint: "Appoint",
    declare: "Send declaration",
    saveScores: "Save this sheet",
    submitScores: "Hand in all scores",
    award: "Make the award",
    won: "You were chosen",
    awarded: "Awarded",
    save: "Save draft",
    ask: "Send question",
    answer: "Publish answer",
    matches: "Matching organisations",
    feedback: "Feedback to you",
    moderate: "Correct a mean",
    moderationSave: "Save the correction",
    title: "Secure remote maintenance of pumping stations (test)",
  },
} as const;

for (const locale of ["zh-CN", "en"] as const) {
  test(`from a need to an award (${locale})`, async ({ browser, origin, password }) => {
    test.setTimeout(300_000);
    const w = words[locale];
    const buyer = await guest(browser, origin, locale, "buyer1@linhe-water.example", password);
    const second = await guest(browser, origin, locale, "buyer2@linhe-water.example", password);
    const firm = await guest(browser, origin, locale, "provider1@dunpai.example", password);
    const studio = await guest(browser, origin, locale, "provider2@shanhe.example", password);
    const expert = await guest(browser, origin, locale, "expert@yanjiu.example", password);

    await test.step("the buyer describes the need and publishes it", async () => {
      await buyer.page.goto(`/${locale}/needs/new`);
      await picture(buyer.page, `need-form-${locale}`);
      await field(buyer.page, "title").fill(w.title);
      await field(buyer.page, "summary").fill(
        "Remote maintenance by several vendors is not controlled. 多家厂商远程运维缺少管控。",
      );
      await field(buyer.page, "description").fill(
        "Gateways, accounts and recording for forty stations; no interruption of supply. 四十座泵站的接入网关、账号与录屏审计，不得中断供水。",
      );
      const suggested = buyer.page.locator("[aria-live=polite] ul button");
      await expect(suggested.first()).toBeVisible();
      await picture(buyer.page, `need-suggestions-${locale}`);
      await field(buyer.page, "sector").selectOption("water");
      await tag(buyer.page, "requiredSkills", locale === "en" ? "segmentation" : "分区隔离");
      await field(buyer.page, "budgetMax").fill("500000");
      await field(buyer.page, "proposalDeadline").fill("2030-01-01T10:00");
      await buyer.page.getByRole("button", { name: w.save }).click();
      await expect(buyer.page.getByRole("heading", { level: 1, name: w.title })).toBeVisible();
      await confirmed(buyer.page, w.publish);
      await expect(buyer.page.getByRole("link", { name: w.matches })).toBeVisible();
      await accessible(buyer.page);
      await picture(buyer.page, `need-${locale}`);
    });
    const needPath = new URL(buyer.page.url()).pathname;

    await test.step("matching tells why, and providers find it", async () => {
      await expect(async () => {
        await buyer.page.goto(`${needPath}/matches`);
        await expect(buyer.page.locator("main ol > li").first()).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 20_000 });
      await picture(buyer.page, `matches-${locale}`);
      await accessible(buyer.page);
      await studio.page.goto(`/${locale}/proposals`);
      await expect(studio.page.getByRole("link", { name: w.title })).toBeVisible();
      await picture(studio.page, `matched-needs-${locale}`);
      await studio.page.goto(`/${locale}`);
      await picture(studio.page, `home-${locale}`);
      await accessible(studio.page);
      await studio.page.keyboard.press("/");
      await studio.page.keyboard.type(locale === "en" ? "remote maintenance pumping" : "泵站 远程运维");
      await studio.page.keyboard.press("Enter");
      await expect(studio.page.locator("main").getByRole("link", { name: w.title })).toBeVisible();
      await picture(studio.page, `search-${locale}`);
      await accessible(studio.page);
    });

    await test.step("a provider asks, the buyer answers, the asker stays hidden", async () => {
      await firm.page.goto(needPath);
      await firm.page.locator("#text").fill("Is there a maintenance window at night? 夜间是否有检修窗口？");
      await firm.page.getByRole("button", { name: w.ask }).click();
      await expect(firm.page.getByRole("listitem").getByText("夜间是否有检修窗口？")).toBeVisible();
      await buyer.page.goto(needPath);
      await expect(buyer.page.locator("main")).not.toContainText("Dunpai");
      await buyer.page.locator("textarea[id^=answer-]").fill("From 23:00 to 05:00. 每晚 23:00 至次日 5:00。");
      await buyer.page.getByRole("button", { name: w.answer }).click();
      await expect(buyer.page.locator("textarea[id^=answer-]")).toHaveCount(0);
      await expect(buyer.page.getByRole("listitem").getByText("From 23:00 to 05:00")).toBeVisible();
    });

    await test.step("two providers answer under seal", async () => {
      await propose(firm.page, needPath, "480000", w);
      await picture(firm.page, `receipt-${locale}`);
      await propose(studio.page, needPath, "360000", w);
      await buyer.page.goto(needPath);
      await expect(buyer.page.locator("main")).not.toContainText("360,000");
    });

    await test.step("the deadline passes", async () => {
      await passDeadline(needPath);
      await firm.page.goto(needPath);
      await expect(firm.page.getByRole("link", { name: w.propose })).toHaveCount(0);
    });

    await test.step("two people of the buyer open together", async () => {
      await buyer.page.goto(`${needPath}/evaluation`);
      await confirmed(buyer.page, w.openFirst);
      await expect(buyer.page.getByRole("button", { name: w.openFirst })).toHaveCount(0);
      await expect(buyer.page.getByRole("button", { name: w.openSecond })).toHaveCount(0);
      await second.page.goto(`${needPath}/evaluation`);
      await confirmed(second.page, w.openSecond);
      await expect(second.page.locator("main details[open]")).toHaveCount(2);
      await expect(second.page.locator("main")).toContainText("360,000");
      await picture(second.page, `opened-${locale}`);
    });

    await test.step("an expert without conflict scores, blind until all are in", async () => {
      await buyer.page.goto(`${needPath}/evaluation`);
      await buyer.page.locator("#emails").fill("provider1@dunpai.example");
      await buyer.page.getByRole("button", { name: w.appoint }).click();
      await expect(buyer.page.locator("main [role=alert]")).toBeVisible();
      await buyer.page.locator("#emails").fill("expert@yanjiu.example");
      await buyer.page.getByRole("button", { name: w.appoint }).click();
      await expect(buyer.page.locator("#emails")).toHaveValue("");
      await expert.page.goto(`${needPath}/evaluation`);
      await expert.page.getByRole("button", { name: w.declare }).click();
      await expect(expert.page.getByRole("button", { name: w.declare })).toHaveCount(0);
      const sheets = expert.page.locator("details form");
      await expect(sheets).toHaveCount(2);
      for (const [index, score] of ["8", "9"].entries()) {
        const sheet = sheets.nth(index);
        await sheet.locator("input[type=number]").first().fill(score);
        await sheet.getByRole("button", { name: w.saveScores }).click();
        await expect(sheet.getByRole("status")).not.toBeEmpty();
      }
      await picture(expert.page, `scoring-${locale}`);
      await confirmed(expert.page, w.submitScores);
      await expect(expert.page.locator("details form")).toHaveCount(0);
    });

    await test.step("the buyer awards with reasons and feedback", async () => {
      await buyer.page.goto(`${needPath}/evaluation`);
      await expect(buyer.page.locator("#reason")).toBeVisible();
      await buyer.page.getByText(w.moderate, { exact: true }).click();
      await buyer.page.locator("#adjustment").fill("0.5");
      await buyer.page.locator("#moderation-reason").fill("All agreed after discussion. 合议一致。");
      await buyer.page.getByRole("button", { name: w.moderationSave }).click();
      await expect(buyer.page.getByText("+0.5")).toBeVisible();
      await buyer.page.locator("#reason").fill("Best total of quality and price. 综合得分最高。");
      await buyer.page.locator("#feedback-0").fill("A clear plan. 方案清晰。");
      await buyer.page.locator("#feedback-1").fill("Strong team, higher price. 团队强，报价较高。");
      await picture(buyer.page, `evaluation-${locale}`);
      await accessible(buyer.page);
      await confirmed(buyer.page, w.award);
      await expect(buyer.page.locator("#reason")).toHaveCount(0);
      await buyer.page.goto(needPath);
      await expect(buyer.page.getByText(w.awarded).first()).toBeVisible();
      await picture(buyer.page, `award-${locale}`);
    });

    await test.step("both providers read their result, each with its own feedback", async () => {
      const pages = [firm.page, studio.page];
      for (const page of pages) await page.goto(needPath);
      for (const page of pages) await expect(page.locator("main")).toContainText(w.feedback);
      const won = await Promise.all(pages.map((page) => page.getByText(w.won).count()));
      expect(won.filter((count) => count > 0)).toHaveLength(1);
      await firm.page.goto(`/${locale}/proposals`);
      await picture(firm.page, `result-${locale}`);
    });

    await test.step("what was committed can be recomputed without the platform's code", async () => {
      const id = needPath.split("/").at(-1) ?? "";
      const received = await (await buyer.context.request.get(`/api/v1/needs/${id}/received`)).json();
      const input = encodeURIComponent(JSON.stringify({ id }));
      const opened = (await (await buyer.context.request.get(`/api/trpc/needs.openedProposals?input=${input}`)).json())
        .result.data;
      expect(opened).toHaveLength(2);
      for (const { proposalId, nonce, content } of opened) {
        const commitment = createHash("sha256")
          .update(`${nonce}${sorted(content)}`)
          .digest("hex");
        expect(received.find((row: { proposalId: string }) => row.proposalId === proposalId).commitment).toBe(
          commitment,
        );
      }
    });
    for (const { context } of [buyer, second, firm, studio, expert]) await context.close();
  });
}

function field(page: Page, name: string) {
  return page.locator(`[id="content.${name}"]`);
}

async function tag(page: Page, name: string, typed: string): Promise<void> {
  await field(page, name).fill(typed);
  await page.keyboard.press("Enter");
}

async function confirmed(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await page.locator("dialog[open]").getByRole("button", { name, exact: true }).click();
  await expect(page.locator("dialog[open]")).toHaveCount(0);
}

async function propose(page: Page, needPath: string, amount: string, w: (typeof words)[Locale]): Promise<void> {
  await page.goto(needPath);
  await page.getByRole("link", { name: w.propose }).click();
  await field(page, "approach").fill(
    "Gateway per station, named accounts, recorded sessions. 每站网关、实名账号、全程录屏。",
  );
  await field(page, "team.0.name").fill("Demo Engineer");
  await field(page, "team.0.role").fill("Lead");
  await field(page, "team.0.consents").check();
  await field(page, "milestones.0.title").fill("All stations");
  await field(page, "milestones.0.weeks").fill("12");
  await field(page, "milestones.0.amount").fill(amount);
  await page.getByRole("button", { name: w.seal }).click();
  await expect(page.locator("main [role=alert]")).toBeVisible();
  await field(page, "noConflict").check();
  await page.getByRole("button", { name: w.seal }).click();
  // The form says "receipt" too: what was sealed is in when the form has gone.
  await expect(page.getByRole("button", { name: w.seal })).toHaveCount(0);
  await expect(page.getByText(w.receipt)).toBeVisible();
}

/** JSON with sorted keys, written anew here so that the check does not lean on the code it checks. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${sorted((value as Record<string, unknown>)[key])}`)
    .join(",")}}`;
}

/** An amendment never shortens a deadline, so the test moves the row as time would. */
async function passDeadline(needPath: string): Promise<void> {
  const url = readFileSync(join(process.env.E2E_DATA_DIR ?? "", "postgres.url"), "utf8");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`UPDATE "Need" SET "proposalDeadline" = clock_timestamp() - interval '1 second' WHERE "id" = $1`, [
    needPath.split("/").at(-1),
  ]);
  await client.end();
}
