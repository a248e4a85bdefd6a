import type { Page } from "@playwright/test";
import { PNG } from "pngjs";
import { button, confirmed, done, field, judged, passDeadline } from "./board-steps";
import { expect, test } from "./browser";
import { accessible, type Guest, guest, type Locale, picture } from "./community";

const words = {
  "zh-CN": {
    takeTemplate: "使用模板",
    save: "保存草稿",
    publish: "发布",
    addSecret: "添加保密内容",
    saveSecret: "保存",
    sign: "代表本单位签署",
    form: "组建联合体",
    search: "搜索",
    askMembers: "发送给成员确认",
    partner: "山禾",
    firm: "盾牌工控安全",
    invitations: "联合应答邀请",
    confirm: "代表本单位确认",
    complete: "全部成员已确认",
    confirmed: "已确认",
    seal: "密封并提交",
    receipt: "回执",
    openFirst: "发起开启",
    openSecond: "确认开启",
    appoint: "任命",
    declare: "提交声明",
    saveScores: "保存此份评分",
    submitScores: "提交全部评分",
    award: "确认选定",
    begin: "建立合作项目",
    saveAgreement: "保存协议",
    signAgreement: "代表本方签署",
    delivering: "交付中",
    deliver: "提交交付",
    accept: "验收通过",
    accepted: "已验收",
    recordResult: "登记成果",
    saveResult: "保存成果",
    confirmShare: "确认本单位份额",
    sharesAgreed: "份额已确认",
    review: "提交评价",
    buyerSays: "需求方评价",
    providerSays: "承接方评价",
    close: "办结",
    closed: "已办结",
    chosen: "贵单位被选定",
    follow: "关注此需求",
    unfollow: "取消关注",
    followed: "我关注的需求",
    followsNone: "您还没有关注任何需求",
    secret: "机密：变电站清单（测试）",
  },
  en: {
    takeTemplate: "Use this template",
    save: "Save draft",
    publish: "Publish",
    addSecret: "Add a confidential part",
    saveSecret: "Save",
    sign: "Sign for our organisation",
    form: "Form a consortium",
    search: "Search",
    askMembers: "Ask the members",
    partner: "Shanhe",
    firm: "Dunpai ICS Security",
    invitations: "Invitations to answer together",
    confirm: "Confirm for our organisation",
    complete: "Every member has confirmed",
    confirmed: "confirmed",
    seal: "Seal and submit",
    receipt: "Receipt",
    openFirst: "Call the opening",
    openSecond: "Confirm the opening",
    appoint: "Appoint",
    declare: "Send declaration",
    saveScores: "Save this sheet",
    submitScores: "Hand in all scores",
    award: "Make the award",
    begin: "Begin the engagement",
    saveAgreement: "Save the agreement",
    signAgreement: "Sign for our side",
    delivering: "Delivering",
    deliver: "Hand over",
    accept: "Accept",
    accepted: "Accepted",
    recordResult: "Record a result",
    saveResult: "Save the result",
    confirmShare: "Confirm our share",
    sharesAgreed: "Shares agreed",
    review: "Give the review",
    buyerSays: "The buyer says",
    providerSays: "The provider says",
    close: "Close",
    closed: "Closed",
    chosen: "You were chosen",
    follow: "Follow this need",
    unfollow: "Stop following",
    followed: "Needs I follow",
    followsNone: "You follow no need yet",
    secret: "Secret: list of substations (test)",
  },
} as const;

/** From a template to a published need; returns its path. */
async function posted({ page }: Guest, locale: Locale, template: string, more: (page: Page) => Promise<void>) {
  const w = words[locale];
  await page.goto(`/${locale}/needs/new`);
  await page.locator("#template").selectOption(template);
  await button(page, w.takeTemplate).click();
  await expect(field(page, "title")).not.toHaveValue("");
  await field(page, "proposalDeadline").fill("2030-01-01T10:00");
  await field(page, "standstillDays").fill("0");
  await more(page);
  await button(page, w.save).click();
  await confirmed(page, w.publish);
  await expect(button(page, w.publish)).toHaveCount(0);
  return new URL(page.url()).pathname;
}

async function propose(page: Page, locale: Locale, answers: Record<string, string>): Promise<void> {
  await field(page, "approach").fill("A plan that fits, told in enough words. 方案说明。");
  for (const [id, answer] of Object.entries(answers)) await field(page, `answers.${id}`).fill(answer);
  await field(page, "team.0.name").fill("Demo Engineer");
  await field(page, "team.0.role").fill("Lead");
  await field(page, "team.0.consents").check();
  await field(page, "milestones.0.title").fill("Everything");
  await field(page, "milestones.0.weeks").fill("12");
  await field(page, "milestones.0.amount").fill("300000");
  await field(page, "noConflict").check();
  // The form says "receipt" too: what was sealed is in when the form has gone.
  await done(page, words[locale].seal);
  await expect(page.getByText(words[locale].receipt)).toBeVisible();
}

let buyer: Guest;
let second: Guest;
let firm: Guest;
let partner: Guest;
let expert: Guest;

/** People sign in once for all journeys; which language a page speaks is in its address. */
test.beforeAll(async ({ browser, origin, password }) => {
  const at = (email: string) => guest(browser, origin, "zh-CN", email, password);
  buyer = await at("buyer1@linhe-water.example");
  second = await at("buyer2@linhe-water.example");
  firm = await at("provider1@dunpai.example");
  partner = await at("provider2@shanhe.example");
  expert = await at("expert@yanjiu.example");
});
test.afterAll(async () => {
  for (const { context } of [buyer, second, firm, partner, expert]) await context.close();
});

for (const locale of ["zh-CN", "en"] as const) {
  test(`a research call, from the challenge to shared results (${locale})`, async () => {
    test.setTimeout(300_000);
    const w = words[locale];
    const needPath = await posted(buyer, locale, "power-research", async (page) => {
      await field(page, "workPackages.0.title").fill("Method");
      await picture(page, `board-form-${locale}`);
    });

    await test.step("what is confidential opens after a signature", async () => {
      const { page } = buyer;
      await page.getByText(w.addSecret, { exact: true }).click();
      await page.locator("#body").fill(w.secret);
      await button(page, w.saveSecret).click();
      // The paragraph, not the box it was written in: it stands there only once it was saved.
      await expect(page.locator("p", { hasText: w.secret })).toBeVisible();
      await firm.page.goto(needPath);
      await expect(firm.page.getByText(w.secret)).toHaveCount(0);
      await picture(firm.page, `board-nda-${locale}`);
      await accessible(firm.page);
      await firm.page.locator("#signedName").fill("Dun Yi");
      await firm.page.locator("#authorised").check();
      await button(firm.page, w.sign).click();
      await expect(firm.page.getByText(w.secret)).toBeVisible();
    });

    await test.step("a consortium answers once its member has confirmed", async () => {
      const { page } = firm;
      await page.goto(`${needPath}/propose`);
      await page.getByText(w.form, { exact: true }).click();
      await page.locator("#partner").fill(w.partner);
      await page.locator("main").getByRole("button", { name: w.search, exact: true }).click();
      await page.getByRole("button", { name: `+ `, exact: false }).first().click();
      await page.locator("#leadRole").fill("Prototype");
      await page.locator("#leadShare").fill("60");
      await page.locator('[id="members.0.role"]').fill("Evaluation");
      await page.locator('[id="members.0.share"]').fill("40");
      await page
        .locator("#agreement")
        .fill("Both answer for the whole and share as stated. 共同承担责任，按约定分配。");
      await button(page, w.askMembers).click();
      await expect(page.locator("main").getByText("60%").first()).toBeVisible();
      await picture(page, `board-consortium-${locale}`);
      await accessible(page);
      await partner.page.goto(`/${locale}/proposals`);
      await expect(partner.page.getByRole("heading", { name: w.invitations })).toBeVisible();
      await picture(partner.page, `board-invitations-${locale}`);
      await partner.page.goto(`${needPath}/propose`);
      await button(partner.page, w.confirm).click();
      await expect(partner.page.getByText(w.confirmed, { exact: true })).toBeVisible();
      await page.reload();
      await expect(page.getByText(w.complete)).toBeVisible();
      await propose(page, locale, { novelty: "New.", resultPlan: "By work package." });
    });

    await test.step("two open, an expert scores, the buyer awards", async () => {
      await passDeadline(needPath.split("/").at(-1) ?? "");
      await buyer.page.goto(`${needPath}/evaluation`);
      await confirmed(buyer.page, w.openFirst);
      await expect(button(buyer.page, w.openFirst)).toHaveCount(0);
      await second.page.goto(`${needPath}/evaluation`);
      await confirmed(second.page, w.openSecond);
      await expect(second.page.locator("main details[open]")).toHaveCount(1);
      await buyer.page.goto(`${needPath}/evaluation`);
      await buyer.page.locator("#emails").fill("expert@yanjiu.example");
      await button(buyer.page, w.appoint).click();
      await expect(buyer.page.locator("#emails")).toHaveValue("");
      await expert.page.goto(`${needPath}/evaluation`);
      await button(expert.page, w.declare).click();
      await expect(button(expert.page, w.declare)).toHaveCount(0);
      const sheet = expert.page.locator("details form").first();
      const scores = sheet.locator("input[type=number]");
      await expect(scores).toHaveCount(2);
      for (const input of await scores.all()) await input.fill("8");
      await button(expert.page, w.saveScores).click();
      await expect(sheet.getByRole("status")).not.toBeEmpty();
      await confirmed(expert.page, w.submitScores);
      await expect(expert.page.locator("details form")).toHaveCount(0);
      await buyer.page.goto(`${needPath}/evaluation`);
      await picture(buyer.page, `board-evaluation-${locale}`);
      await buyer.page.locator("#reason").fill("The only plan, and a good one. 方案可行。");
      await buyer.page.locator("#feedback-0").fill("Thank you. 感谢应答。");
      await confirmed(buyer.page, w.award);
      await expect(buyer.page.locator("#reason")).toHaveCount(0);
    });

    await test.step("both sides sign, the consortium delivers, the buyer accepts", async () => {
      const { page } = buyer;
      await page.goto(needPath);
      await button(page, w.begin).click();
      await page.waitForURL(/\/engagements\//u);
      await page.locator("#text").fill("Delivered as proposed; results are shared. 按方案交付，成果共享。");
      await button(page, w.saveAgreement).click();
      await button(page, w.signAgreement).click();
      await expect(button(page, w.signAgreement)).toHaveCount(0);
      await picture(page, `board-agreement-${locale}`);
      await accessible(page);
      const path = new URL(page.url()).pathname;
      await firm.page.goto(path);
      await button(firm.page, w.signAgreement).click();
      await expect(firm.page.getByText(w.delivering).first()).toBeVisible();
      await firm.page.locator("textarea[id$='-note']").first().fill("Method, prototype and report. 方法、样机与报告。");
      await button(firm.page, w.deliver).click();
      await expect(button(firm.page, w.deliver)).toHaveCount(0);
      await page.reload();
      await picture(page, `board-delivery-${locale}`);
      await button(page, w.accept).click();
      await expect(page.getByText(w.accepted).first()).toBeVisible();
    });

    await test.step("results are shared, both sides review, the buyer closes", async () => {
      const { page } = buyer;
      await page.getByText(w.recordResult, { exact: true }).click();
      await page.locator("#result-title").fill("Detection of unknown attacks");
      for (const [index, share] of ["20", "50", "30"].entries())
        await page.locator("#shares input").nth(index).fill(share);
      await button(page, w.saveResult).click();
      await expect(button(page, w.confirmShare)).toBeVisible();
      for (const one of [buyer, firm, partner]) {
        await one.page.goto(new URL(page.url()).pathname);
        await button(one.page, w.confirmShare).click();
        await expect(button(one.page, w.confirmShare)).toHaveCount(0);
      }
      await expect(partner.page.getByText(w.sharesAgreed).first()).toBeVisible();
      for (const one of [firm, buyer]) {
        await one.page.reload();
        const questions = one.page.locator("select[id^='score-']");
        await expect(questions).toHaveCount(3);
        for (const question of await questions.all()) await question.selectOption("5");
        await one.page.locator("#review-text").fill("Good to work with. 合作顺利。");
        await button(one.page, w.review).click();
        await expect(button(one.page, w.review)).toHaveCount(0);
      }
      await expect(page.getByText(w.buyerSays)).toBeVisible();
      await expect(page.getByText(w.providerSays)).toBeVisible();
      await button(page, w.close).click();
      await expect(page.getByText(w.closed).first()).toBeVisible();
      await picture(page, `board-closed-${locale}`);
      await accessible(page);
      await page.goto(`/${locale}/engagements`);
      await picture(page, `board-engagements-${locale}`);
      await accessible(page);
    });
  });
}

const answered: Record<string, Record<string, string>> = {
  "water-remote": {},
  "petrochemical-pilot": { rollback: "Within an hour, by two people." },
  "manufacturing-crowd": { testers: "Twelve, vetted.", triage: "Within two days." },
  "transport-training": { outline: "Two days with an exercise." },
  "energy-advice": { experience: "Three cases.", availability: "Any week in May." },
};

/** Each kind goes its whole way in both languages. */
test.describe("a need of another kind, from the template to the award", () => {
  for (const [index, template] of Object.keys(answered).entries())
    test(template, async () => {
      test.setTimeout(240_000);
      for (const locale of ["zh-CN", "en"] as const)
        await test.step(locale, async () => {
          // What every kind shows alike is looked at in one language of each, by turns; the rules of access are asked once.
          const shared = (locale === "en") === (index % 2 === 0);
          const path = await whole(template, locale, shared);
          if (index === 0) await followed(path, locale);
        });
    });

  async function whole(template: string, locale: Locale, shared: boolean): Promise<string> {
    const w = words[locale];
    const closely = template === "water-remote";
    const path = await posted(buyer, locale, template, async (page) => {
      if (closely) await described(page, locale);
    });
    const needId = path.split("/").at(-1) ?? "";
    if (closely) await kept(path, locale);
    if (shared) await picture(buyer.page, `board-${template}-${locale}`);
    await firm.page.goto(`${path}/propose`);
    await picture(firm.page, `board-${template}-form-${locale}`);
    if (shared) await accessible(firm.page);
    if (closely) await attach(firm.page, "plan.png");
    await propose(firm.page, locale, answered[template] ?? {});
    if (closely) {
      // What was sealed comes back into the form, to be replaced with its attachments.
      await firm.page.goto(`${path}/propose`);
      await expect(firm.page.getByText("plan.png")).toBeVisible();
      await picture(firm.page, `board-replace-${locale}`);
    }
    if (template === "manufacturing-crowd") {
      await buyer.page.goto(path);
      await buyer.page.locator(`a[href*="/crowd-tests/new"]`).click();
      await expect(buyer.page.locator("#title")).not.toHaveValue("");
    }
    await judged(needId, { buyer, second, expert, email: "expert@yanjiu.example" });
    await buyer.page.goto(`${path}/evaluation`);
    for (const answer of Object.values(answered[template] ?? {}))
      await expect(buyer.page.locator("main")).toContainText(answer);
    await buyer.page.locator("#reason").fill("The only plan, and a good one. 方案可行。");
    await buyer.page.locator("#feedback-0").fill("Thank you. 感谢应答。");
    if (shared) await accessible(buyer.page);
    await confirmed(buyer.page, w.award);
    await expect(buyer.page.locator("#reason")).toHaveCount(0);
    await firm.page.goto(path);
    await expect(firm.page.getByText(w.chosen).first()).toBeVisible();
    if (shared) await picture(firm.page, `board-${template}-award-${locale}`);
    await firm.page.goto(`/${locale}/needs?state=awarded`);
    await expect(firm.page.locator(`a[href="${path}"]`).first()).toBeVisible();
    return path;
  }

  /** A tag is taken from the text, one firm is invited by its name, and a drawing is attached. */
  async function described(page: Page, locale: Locale): Promise<void> {
    const w = words[locale];
    const suggestion = page.locator("li button[title]").first();
    await expect(suggestion).toBeVisible();
    const word = (await suggestion.textContent()) ?? "";
    await suggestion.click();
    await expect(page.locator("li button[title]", { hasText: word })).toHaveCount(0);
    await field(page, "visibility").selectOption("invited");
    await field(page, "invitedOrganisationIds").fill(w.firm);
    await button(page, w.search).click();
    await page
      .getByRole("button", { name: `+ ${w.firm}` })
      .first()
      .click();
    await attach(page, "site.png");
    await picture(page, `board-described-${locale}`);
    if (locale === "en") await accessible(page);
  }

  async function attach(page: Page, name: string): Promise<void> {
    const buffer = PNG.sync.write(new PNG({ width: 8, height: 8 }));
    await field(page, "fileIds").setInputFiles({ name, mimeType: "image/png", buffer });
    await expect(page.getByText(name)).toBeVisible();
  }

  /** The form of an amendment holds names and files; whoever was invited reads the file, and nobody else sees the need. */
  async function kept(path: string, locale: Locale): Promise<void> {
    await buyer.page.goto(`${path}/edit`);
    await expect(buyer.page.getByText(words[locale].firm).first()).toBeVisible();
    await expect(buyer.page.getByText("site.png")).toBeVisible();
    await firm.page.goto(path);
    await expect(firm.page.getByRole("link", { name: "site.png" })).toBeVisible();
    expect((await partner.page.goto(path))?.status()).toBe(404);
  }

  /** Begins on the need's page, stands in a list of one's own whatever the state, and ends in that list. */
  async function followed(path: string, locale: Locale): Promise<void> {
    const w = words[locale];
    const { page } = firm;
    await page.goto(path);
    await button(page, w.follow).click();
    await expect(button(page, w.unfollow)).toBeVisible();
    await picture(page, `board-follow-${locale}`);
    await page.goto(`/${locale}/needs`);
    await page.getByRole("link", { name: w.followed, exact: true }).click();
    const card = page.getByRole("article").filter({ has: page.locator(`a[href="${path}"]`) });
    await expect(page.getByRole("article")).toHaveCount(1);
    await expect(card).toBeVisible();
    await picture(page, `board-followed-${locale}`);
    if (locale === "zh-CN") await accessible(page);
    await card.getByRole("button", { name: w.unfollow }).click();
    await expect(page.getByText(w.followsNone, { exact: true })).toBeVisible();
    await picture(page, `board-followed-none-${locale}`);
    await page.goto(path);
    await expect(button(page, w.follow)).toBeVisible();
  }
});
