import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { ask, button, call, confirmed, done, passDeadline, passStandstill, scored } from "./board-steps";
import { expect, test } from "./browser";
import { accessible, type Guest, guest, picture } from "./community";

const words = {
  "zh-CN": {
    title: "泵站分区隔离（异议与争议测试）",
    prepareDraw: "准备抽取",
    freeze: "冻结名单",
    commit: "提交种子承诺",
    reveal: "公开种子",
    drawn: "已抽取",
    record: "抽取记录（JSON）",
    pool: "工控安全评审专家库（演示）",
    leftOut: "吴澜（演示）",
    reasons: ["已在本次评审组中", "由需求方排除"],
    complain: "提交异议",
    waits: "待答复",
    uphold: "异议成立，撤销选定",
    upheld: "成立",
    award: "确认选定",
    evaluating: "评审中",
    won: "贵单位被选定",
    open: "发起争议",
    send: "提交",
    name: "提名调解人",
    agreeMediator: "同意该调解人",
    mediating: "调解中",
    propose: "提出方案",
    agree: "同意方案",
    settled: "已解决",
  },
  en: {
    title: "Zones for pumping stations (complaint and dispute, test)",
    prepareDraw: "Prepare a draw",
    freeze: "Freeze the list",
    commit: "Commit to a seed",
    reveal: "Reveal the seed",
    drawn: "Drawn",
    record: "Record of the draw (JSON)",
    pool: "Pool of OT security reviewers (demo)",
    leftOut: "Wu Lan (demo)",
    reasons: ["on this panel already", "left out by the buyer"],
    complain: "Send the complaint",
    waits: "Waits for the reply",
    uphold: "Uphold and annul the award",
    upheld: "Upheld",
    award: "Make the award",
    evaluating: "Evaluating",
    won: "You were chosen",
    open: "Open a dispute",
    send: "Open the dispute",
    name: "Name a mediator",
    agreeMediator: "Agree to this mediator",
    mediating: "With the mediator",
    propose: "Propose the settlement",
    agree: "Agree to the settlement",
    settled: "Settled",
  },
} as const;

const candidates = ["segmentation@segmentation-expert.example", "power@power-expert.example"] as const;

/** What `npm run verify:draw` says of a record. */
function verdict(record: object): string {
  const folder = mkdtempSync(join(tmpdir(), "lianfang-draw-"));
  const file = join(folder, "record.json");
  writeFileSync(file, JSON.stringify(record));
  const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "scripts/verify-draw.ts", file], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  return stdout.trim();
}

/** A published need with two sealed proposals whose deadline has passed and which two people have opened. */
async function opened(title: string, { buyer, second, firms }: { buyer: Guest; second: Guest; firms: Guest[] }) {
  const content = {
    language: "en",
    title,
    summary: "Pumping stations are one flat network. 泵站网络未分区。",
    description: "Zones, conduits, rules and a test of each. 分区、通道、规则及逐项测试。",
    sector: "water",
    budget: { currency: "CNY", min: null, max: 50_000_000 },
    proposalDeadline: new Date(Date.now() + 86_400_000).toISOString(),
    showProposerNames: true,
    standstillDays: 5,
    criteria: [
      { id: "plan", title: "Plan 方案", weight: 60, kind: "scored" },
      { id: "price", title: "Price 价格", weight: 40, kind: "price" },
    ],
  };
  const draft = await call<{ id: string; version: number }>(buyer, "needs.createDraft", {
    content,
    idempotencyKey: crypto.randomUUID(),
  });
  await call(buyer, "needs.publish", draft);
  for (const [index, firm] of firms.entries()) {
    const amount = 30_000_000 + index * 5_000_000;
    await call(firm, "needs.propose", {
      needId: draft.id,
      content: {
        approach: "Zones and conduits after IEC 62443-3-2. 按 IEC 62443-3-2 分区。",
        team: [{ name: "Demo Engineer", role: "Lead", consents: true }],
        milestones: [{ title: "All stations 全部泵站", weeks: 12, amount }],
        price: { currency: "CNY", amount, taxIncluded: true },
        validDays: 90,
        noConflict: true,
        fileIds: [],
      },
      idempotencyKey: crypto.randomUUID(),
    });
  }
  await passDeadline(draft.id);
  await call(buyer, "needs.open", { id: draft.id });
  await call(second, "needs.open", { id: draft.id });
  return draft.id;
}

let buyer: Guest;
let second: Guest;
let winner: Guest;
let loser: Guest;
let mediator: Guest;

/** People sign in once for both languages; which one a page speaks is in its address. */
test.beforeAll(async ({ browser, origin, password }) => {
  const at = (email: string) => guest(browser, origin, "zh-CN", email, password);
  buyer = await at("buyer1@linhe-water.example");
  second = await at("buyer2@linhe-water.example");
  winner = await at("provider1@dunpai.example");
  loser = await at("provider2@shanhe.example");
  mediator = await at("expert@yanjiu.example");
});
test.afterAll(async () => {
  for (const { context } of [buyer, second, winner, loser, mediator]) await context.close();
});

for (const locale of ["zh-CN", "en"] as const) {
  test(`a draw, a complaint that annuls, and a dispute that is settled (${locale})`, async ({
    browser,
    origin,
    password,
  }) => {
    test.setTimeout(300_000);
    const w = words[locale];
    const needId = await opened(w.title, { buyer, second, firms: [winner, loser] });
    const path = `/${locale}/needs/${needId}`;
    let expert: Guest | null = null;

    await test.step("an expert is drawn from two equals, and anybody recomputes it", async () => {
      const { page } = buyer;
      await page.goto(`${path}/evaluation`);
      await page.getByText(w.prepareDraw, { exact: true }).click();
      await page.locator("#draw-emails").fill(candidates.join("\n"));
      await page.locator("#places").fill("1");
      await button(page, w.freeze).click();
      await expect(page.locator("#draw-emails")).toHaveValue("");
      await loser.page.goto(path);
      for (const one of [loser.page, page]) {
        await button(one, w.commit).click();
        await expect(button(one, w.commit)).toHaveCount(0);
      }
      await done(page, w.reveal);
      await loser.page.reload();
      await done(loser.page, w.reveal);
      await page.goto(`${path}/evaluation`);
      await expect(page.getByRole("article").getByText(w.drawn, { exact: true })).toBeVisible();
      await picture(page, `board-draw-${locale}`);
      await accessible(page);
      const href = await page.getByRole("link", { name: w.record }).getAttribute("href");
      const record = await (await buyer.context.request.get(href ?? "")).json();
      expect(verdict(record)).toBe("the draw holds");
      expect(verdict({ ...record, candidates: [...record.candidates].slice(1) })).toContain("frozen list");
      const { panel } = await ask<{ panel: { nameEn: string | null }[] }>(buyer, "needs.evaluation", { id: needId });
      expect(panel).toHaveLength(1);
      await drawnFromPool(page);
      await offeredInOwnPool(page);
      expert = await guest(
        browser,
        origin,
        locale,
        candidates[panel[0]?.nameEn?.startsWith("Zhou Ge") ? 0 : 1],
        password,
      );
      await scored(needId, expert);
    });

    await test.step("during the standstill the loser complains, and the buyer annuls the award", async () => {
      await award(0);
      await loser.page.goto(path);
      await loser.page
        .locator("#complaint")
        .fill("The references of the winner name plants that never ran. 中选单位的业绩不实。");
      await button(loser.page, w.complain).click();
      await expect(loser.page.getByText(w.waits, { exact: true })).toBeVisible();
      await picture(loser.page, `board-complaint-${locale}`);
      await accessible(loser.page);
      await buyer.page.goto(path);
      await buyer.page
        .locator("textarea[id^=reply-]")
        .fill("We asked the plants: you are right. 经向有关单位核实，异议属实。");
      await picture(buyer.page, `board-complaint-reply-${locale}`);
      await accessible(buyer.page);
      await done(buyer.page, w.uphold);
      await expect(buyer.page.getByText(w.upheld, { exact: true })).toBeVisible();
      await expect(buyer.page.getByText(w.evaluating, { exact: true }).first()).toBeVisible();
      await picture(buyer.page, `board-annulled-${locale}`);
      await buyer.page.goto(`${path}/evaluation`);
      await buyer.page.locator("#proposalId").selectOption({ index: 1 });
      await buyer.page.locator("#reason").fill("After the complaint, the other plan. 异议成立后改选。");
      for (const index of [0, 1]) await buyer.page.locator(`#feedback-${index}`).fill("Looked at again. 已复核。");
      await confirmed(buyer.page, w.award);
      await expect(buyer.page.locator("#reason")).toHaveCount(0);
      await loser.page.goto(path);
      await expect(loser.page.getByText(w.won).first()).toBeVisible();
      await winner.page.goto(path);
      await expect(winner.page.getByText(w.won)).toHaveCount(0);
    });

    await test.step("the sides dispute, a mediator of neither proposes, both agree", async () => {
      await passStandstill(needId);
      const engagement = await begun(needId);
      const page = `/${locale}/engagements/${engagement}`;
      await loser.page.goto(page);
      await loser.page.getByText(w.open, { exact: true }).click();
      await loser.page.locator("#dispute-subject").fill("Night work 夜间施工");
      await loser.page
        .locator("#dispute-text")
        .fill("The stations are only free at night, which was not said. 泵站仅夜间可停，此前未说明。");
      await button(loser.page, w.send).click();
      await expect(loser.page.locator("#dispute-subject")).toHaveCount(0);
      await buyer.page.goto(page);
      await buyer.page.locator("input[id^=mediator-]").fill("expert@yanjiu.example");
      await button(buyer.page, w.name).click();
      // Another can be named until the other side agrees, so the button stays.
      await expect(buyer.page.getByRole("article").getByText(/严评|Yan Ping/u)).toBeVisible();
      await loser.page.reload();
      await done(loser.page, w.agreeMediator);
      await mediator.page.goto(page);
      await expect(mediator.page.getByText(w.mediating, { exact: true }).first()).toBeVisible();
      await mediator.page
        .locator("textarea[id^=settlement-]")
        .fill("Two nights a week, four weeks later. 每周两夜施工，工期顺延四周。");
      await button(mediator.page, w.propose).click();
      await expect(mediator.page.locator("article p", { hasText: "Two nights" })).toBeVisible();
      await picture(mediator.page, `board-mediation-${locale}`);
      await accessible(mediator.page);
      for (const one of [buyer.page, loser.page]) {
        await one.reload();
        await done(one, w.agree);
      }
      await expect(loser.page.getByText(w.settled, { exact: true }).first()).toBeVisible();
      await picture(loser.page, `board-settled-${locale}`);
      await accessible(loser.page);
    });
    await (expert as Guest | null)?.context.close();

    /** One more expert, from a pool: who sits on the panel already and whom the buyer leaves out are not on the list. */
    async function drawnFromPool(page: Page): Promise<void> {
      await page.getByText(w.prepareDraw, { exact: true }).click();
      const pool = page.locator("#draw-pool");
      await pool.selectOption({ label: (await pool.locator("option", { hasText: w.pool }).textContent()) ?? "" });
      const left = page.getByLabel(w.leftOut, { exact: true });
      await expect(left).toBeChecked();
      await left.uncheck();
      await page.locator("#places").fill("1");
      await page.locator("#reserves").fill("0");
      await picture(page, `board-draw-pool-${locale}`);
      await button(page, w.freeze).click();
      const article = page.getByRole("article").filter({ hasText: w.pool });
      await article.locator("summary").click();
      for (const reason of w.reasons)
        await expect(article.getByRole("listitem").filter({ hasText: reason })).toHaveCount(1);
      await expect(pool).toHaveValue("");
      await picture(page, `board-draw-pool-frozen-${locale}`);
      await accessible(page);
    }

    /** In a pool of the buyer's own the draw names the need, so that who stands behind a proposal is left out. */
    async function offeredInOwnPool(page: Page): Promise<void> {
      const { id } = await call<{ id: string }>(buyer, "experts.foundPool", {
        nameZh: "临河评审库（演示）",
        nameEn: "Reviewers of Linhe (demo)",
        purpose: "People who judge proposals. 评审专家。",
        codeOfConduct: "What is read in a panel stays there. 评审内容不得外传。",
        criteria: [{ conceptId: "skill:segmentation", level: 3, backing: "evidenced" }],
        termMonths: 24,
        workloadCap: 3,
        reviewerEmails: candidates,
      });
      await page.goto(`/${locale}/experts/pools/${id}`);
      await page.locator("#draw-title").fill(w.title);
      await page.locator("#draw-need").selectOption({ label: w.title });
      await picture(page, `board-own-pool-${locale}`);
      await accessible(page);
      await page.goto(`${path}/evaluation`);
    }

    async function award(index: number): Promise<void> {
      const received = await ask<{ proposalId: string }[]>(buyer, "needs.received", { id: needId });
      await call(buyer, "needs.award", {
        needId,
        proposalId: received[index]?.proposalId,
        reason: "The better plan for the price. 性价比更高。",
        feedback: received.map(({ proposalId }) => ({ proposalId, text: "Thank you. 感谢应答。" })),
        idempotencyKey: crypto.randomUUID(),
      });
    }

    /** An engagement whose agreement both sides signed. */
    async function begun(ofNeed: string): Promise<string> {
      type Engagement = {
        version: number;
        agreementVersion: number;
        items: { id: string; title: string; dueOn: string }[];
      };
      const { id } = await call<{ id: string }>(buyer, "engagements.begin", {
        needId: ofNeed,
        idempotencyKey: crypto.randomUUID(),
      });
      const before = await ask<Engagement>(buyer, "engagements.get", { id });
      await call(buyer, "engagements.writeAgreement", {
        id,
        version: before.version,
        text: "Delivered as proposed. 按方案交付。",
        startsOn: "2030-01-01",
        endsOn: "2030-06-01",
        milestones: before.items.map((one) => ({ id: one.id, title: one.title, dueOn: one.dueOn })),
      });
      const { agreementVersion } = await ask<Engagement>(buyer, "engagements.get", { id });
      for (const side of [buyer, loser]) await call(side, "engagements.sign", { id, agreementVersion });
      return id;
    }
  });
}
