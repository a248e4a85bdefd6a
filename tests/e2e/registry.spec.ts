import { createHash } from "node:crypto";
import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";

/**
 * An expert is nominated, reviewed, appointed, drawn for a panel and recuses themselves; a stranger checks the
 * credential that a student earned.
 */
test("nominated, reviewed, appointed, drawn, recused", async ({ browser, origin, password }) => {
  test.setTimeout(240_000);
  const keeper = (await guest(browser, origin, "zh-CN", "expert@yanjiu.example", password)).page;
  const first = (await guest(browser, origin, "zh-CN", "reviewera@reviewera-expert.example", password)).page;
  const second = (await guest(browser, origin, "zh-CN", "reviewerb@reviewerb-expert.example", password)).page;
  const expert = (await guest(browser, origin, "en", "segmentation@segmentation-expert.example", password)).page;
  const newcomer = (await guest(browser, origin, "en", "provider2@shanhe.example", password)).page;
  const mark = createHash("sha256").update(String(Date.now())).digest("hex").slice(0, 6);

  await test.step("a newcomer writes a profile, adds evidence, and is found by strangers as far as they let", async () => {
    await newcomer.goto("/en/experts/me");
    await newcomer.getByLabel("Name in English").fill(`Qian Xin ${mark} (demo)`);
    await newcomer.getByLabel("Headline in English").fill("Segmentation of small plants");
    await newcomer.getByLabel("List my profile").check();
    await newcomer.getByRole("button", { name: "Save", exact: true }).click();
    await expect(newcomer.getByText("Saved. Your profile is listed.")).toBeVisible();
    await newcomer.reload();
    await newcomer.locator("#claims").fill("segmentation");
    await newcomer.locator("#claims").press("Enter");
    await newcomer.locator("#level-skill\\:segmentation").selectOption("4");
    await newcomer.getByRole("button", { name: "Save skills" }).click();
    await expect(newcomer.getByText("Saved", { exact: true })).toBeVisible();
    await newcomer.getByLabel("Title", { exact: true }).fill(`Zones for a mill ${mark}`);
    await newcomer.getByLabel("Date", { exact: true }).fill("2026-03-01");
    await newcomer.locator("#evidence-skills").fill("segmentation");
    await newcomer.locator("#evidence-skills").press("Enter");
    await newcomer.getByRole("button", { name: "Add evidence" }).click();
    await expect(newcomer.getByText(`Zones for a mill ${mark}`)).toBeVisible();
    await accessible(newcomer);
    await picture(newcomer, "registry-me-en");
    await newcomer.getByRole("link", { name: "See it as others do" }).click();
    await newcomer.getByRole("navigation", { name: "Seen as" }).getByRole("link", { name: "Visitor" }).click();
    await expect(newcomer.getByText("With evidence")).toBeVisible();
    await accessible(newcomer);
    await picture(newcomer, "registry-profile-en");
  });

  await test.step("search narrows by facets with counts, in Chinese", async () => {
    await keeper.goto("/zh-CN/experts");
    await expect(keeper.getByRole("heading", { level: 1 })).toHaveText("人才与专家");
    await accessible(keeper);
    await picture(keeper, "registry-search-zh-CN");
    await keeper.getByLabel("筛选").getByRole("link", { name: /浙江/u }).first().click();
    await expect(keeper.getByText("周隔（演示）")).toBeVisible();
  });

  await test.step("ties to others are declared and withdrawn; a search is kept and forgotten", async () => {
    await newcomer.goto("/en/experts/me/relations");
    await newcomer.getByLabel("Their mail address").fill("power@power-expert.example");
    await newcomer.getByLabel("Kind of tie").selectOption("friendship");
    await newcomer.getByRole("button", { name: "Declare a tie" }).click();
    await expect(newcomer.getByText("Friendship · declared by me")).toBeVisible();
    await accessible(newcomer);
    await picture(newcomer, "registry-relations-en");
    await newcomer.getByRole("button", { name: "Withdraw" }).click();
    await expect(newcomer.getByText("No tie has been declared")).toBeVisible();
    await newcomer.goto("/en/experts?skills=skill%3Asegmentation");
    await newcomer.getByRole("button", { name: "Save this search" }).click();
    await expect(newcomer.getByText("Saved. You are told of new people.")).toBeVisible();
    await newcomer.reload();
    await newcomer.locator("section", { hasText: "Saved searches" }).getByRole("button", { name: "Remove" }).click();
    await expect(newcomer.getByRole("heading", { name: "Saved searches" })).toHaveCount(0);
  });

  await test.step("the newcomer nominates themselves and agrees to the code of conduct", async () => {
    await newcomer.goto("/en/experts/pools");
    await newcomer.getByRole("link", { name: "Pool of OT security reviewers (demo)" }).click();
    await newcomer.getByLabel("Why").fill("I have divided four mills into zones.");
    await newcomer.getByRole("button", { name: "Nominate myself" }).click();
    await newcomer.getByLabel("I agree to be nominated").check();
    await newcomer.getByRole("button", { name: "Agree" }).click();
    await expect(newcomer.getByText("In review")).toBeVisible();
  });
  const poolPath = new URL(newcomer.url()).pathname.replace("/en/", "/zh-CN/");

  await test.step("two reviewers say yes, the keeper appoints with reasons", async () => {
    for (const reviewer of [first, second]) {
      await reviewer.goto(poolPath);
      await reviewer.getByLabel("评审意见").fill("证据与条件相符。");
      await reviewer.getByRole("button", { name: "赞成", exact: true }).click();
      await expect(reviewer.getByLabel("评审意见")).toHaveCount(0);
    }
    await keeper.goto(poolPath);
    await keeper.getByLabel("决定理由").fill("评审一致同意。");
    await accessible(keeper);
    await picture(keeper, "registry-pool-zh-CN");
    await keeper.getByRole("button", { name: "聘任", exact: true }).click();
    await expect(keeper.getByRole("link", { name: "钱" }).or(keeper.getByText("成员 4 人")).first()).toBeVisible();
  });

  await test.step("the keeper draws a panel; a conflict is left out and says why; one member recuses themselves", async () => {
    await keeper.getByLabel("评审事项").fill(`水厂改造评审 ${mark}`);
    await keeper.getByLabel("席位").fill("2");
    await keeper.getByLabel("当事人员的邮箱").fill("segmentation@segmentation-expert.example");
    await keeper.getByRole("button", { name: "立即抽取" }).click();
    await expect(keeper.getByRole("heading", { level: 1, name: `水厂改造评审 ${mark}` })).toBeVisible();
    await expect(keeper.getByText(/利益冲突/u).first()).toBeVisible();
    await accessible(keeper);
    await picture(keeper, "registry-panel-zh-CN");
    const panel = new URL(keeper.url()).pathname;
    // Whoever was drawn: one of three, of whom two have a page here.
    expect((await expert.goto(panel.replace("/zh-CN/", "/en/")))?.status()).toBe(404);
    for (const [email, locale] of [
      ["provider2@shanhe.example", "en"],
      ["water@water-expert.example", "zh-CN"],
    ] as const) {
      const { page, context } = await guest(browser, origin, locale, email, password, 390);
      await page.goto(panel.replace("/zh-CN/", `/${locale}/`));
      const reason = page.locator("#recusal");
      if (await reason.isVisible()) {
        await reason.fill("I have advised the applicant.");
        await page.getByRole("button", { name: locale === "en" ? "Recuse myself" : "回避", exact: true }).click();
        await expect(page.getByText(locale === "en" ? "Recused" : "已回避")).toBeVisible();
        await context.close();
        break;
      }
      await context.close();
    }
    await keeper.reload();
    await expect(keeper.getByText("已回避").first()).toBeVisible();
    await expect(keeper.getByText("递补")).toBeVisible();
  });
});

test("a student’s training ends in a credential that a stranger checks on a phone", async ({
  browser,
  origin,
  password,
}) => {
  test.setTimeout(180_000);
  const student = (await guest(browser, origin, "zh-CN", "student@xuesheng.example", password)).page;
  const learner = (await guest(browser, origin, "en", "reviewera@reviewera-expert.example", password)).page;
  const institute = (await guest(browser, origin, "zh-CN", "expert@yanjiu.example", password)).page;
  const stranger = (await guest(browser, origin, "en", null, password, 390)).page;

  await test.step("who has finished sees their record and credential", async () => {
    await student.goto("/zh-CN/training");
    await accessible(student);
    await picture(student, "training-zh-CN");
    await student.getByRole("link", { name: "工控安全联合培养一期（演示）" }).click();
    await expect(student.getByText("已结业")).toBeVisible();
    await accessible(student);
    await picture(student, "training-programme-zh-CN");
    await student.getByRole("link", { name: "查看凭证" }).click();
    await expect(student.getByText("真实有效")).toBeVisible();
  });

  await test.step("somebody applies; the institute accepts, records each module, and ends it with a credential", async () => {
    await learner.goto("/en/training");
    await learner.getByRole("link", { name: "Joint training in OT security, first round (demo)" }).click();
    await learner.getByLabel("Why you").fill("I review projects and want to have done one myself.");
    await learner.getByRole("button", { name: "Apply", exact: true }).click();
    await expect(learner.getByText("Submitted")).toBeVisible();
    await institute.goto(new URL(learner.url()).pathname.replace("/en/", "/zh-CN/"));
    const card = institute.getByRole("listitem").filter({ hasText: "I review projects" });
    await card.getByLabel("理由").fill("经验丰富。");
    await card.getByRole("button", { name: "录取", exact: true }).click();
    await expect(card.getByRole("button", { name: "记录为通过" })).toHaveCount(2);
    await accessible(institute);
    await picture(institute, "training-learners-zh-CN");
    for (const left of [1, 0]) {
      await card.getByRole("button", { name: "记录为通过" }).first().click();
      await expect(card.getByRole("button", { name: "记录为通过" })).toHaveCount(left);
    }
    await card.getByRole("button", { name: "结业并签发凭证" }).click();
    await expect(card.getByRole("link", { name: "查看凭证" })).toBeVisible();
    await learner.reload();
    await learner.getByRole("link", { name: "See the credential" }).click();
    await expect(learner.getByText("Genuine and valid")).toBeVisible();
  });

  const path = new URL(learner.url()).pathname;
  await test.step("a stranger on a phone checks it, and sees that a changed word does not hold", async () => {
    await stranger.goto(path);
    await expect(stranger.getByText("Genuine and valid")).toBeVisible();
    await accessible(stranger);
    await picture(stranger, "credential-en");
    const file = await stranger.request.get(`/api/credentials/${path.split("/").at(-1)}.json`);
    const text = await file.text();
    await stranger.goto("/en/credentials");
    await stranger.locator("#credential-text").fill(text);
    await stranger.getByRole("button", { name: "Check" }).click();
    await expect(stranger.getByText("Genuine and valid")).toBeVisible();
    await stranger.locator("#credential-text").fill(text.replace("Joint training", "Joint draining"));
    await stranger.getByRole("button", { name: "Check" }).click();
    await expect(stranger.getByText("Altered: the signature does not fit the text")).toBeVisible();
    await accessible(stranger);
    await picture(stranger, "credential-check-en");
    await stranger.goto("/en/skills-gap");
    await accessible(stranger);
    await picture(stranger, "skills-gap-en");
  });
});
