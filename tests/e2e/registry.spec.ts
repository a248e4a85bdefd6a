import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { PNG } from "pngjs";
import { expect, test } from "./browser";
import { accessible, guest, type Locale, picture } from "./community";

/**
 * An expert is nominated, reviewed, appointed, drawn for a panel and recuses themselves; a student's training ends in a
 * credential that a stranger checks. Each in both languages, by the words that the pages say.
 */
const wordsOf = (locale: Locale, file: string) =>
  JSON.parse(readFileSync(`src/i18n/messages/${locale}/${file}.json`, "utf8")) as Record<string, string>;

const button = (page: Page, name: string | undefined) =>
  page.locator("main").getByRole("button", { name: name ?? "", exact: true });
const field = (page: Page, label: string | undefined) => page.getByLabel(label ?? "", { exact: true });
const says = (page: Page, text: string | undefined) => page.getByText(text ?? "", { exact: true }).first();

/** Both languages have the same build: the rules of access are asked once, the pictures are taken of both. */
async function look(page: Page, locale: Locale, name: string): Promise<void> {
  if (locale === "zh-CN") await accessible(page);
  await picture(page, `${name}-${locale}`);
}

for (const locale of ["zh-CN", "en"] as const) {
  const zh = locale === "zh-CN";
  const w = wordsOf(locale, "experts");
  const common = wordsOf(locale, "common");

  test(`nominated, reviewed, appointed, drawn, recused (${locale})`, async ({ browser, origin, password }) => {
    test.setTimeout(240_000);
    const at = async (email: string | null, width?: number) =>
      (await guest(browser, origin, locale, email, password, width)).page;
    const keeper = await at("expert@yanjiu.example");
    const reviewers = [await at("reviewera@reviewera-expert.example"), await at("reviewerb@reviewerb-expert.example")];
    const concerned = await at("segmentation@segmentation-expert.example");
    const newcomer = await at(zh ? "entrant2@teams.example" : "provider2@shanhe.example");
    const mark = createHash("sha256").update(String(Date.now())).digest("hex").slice(0, 6);
    const name = zh ? `钱新${mark}（演示）` : `Qian Xin ${mark} (demo)`;
    const work = zh ? `造纸厂分区 ${mark}` : `Zones for a mill ${mark}`;

    await test.step("a newcomer writes a profile with a portrait, adds evidence, and looks at it as others do", async () => {
      await newcomer.goto(`/${locale}/experts/me`);
      await field(newcomer, zh ? w.field_nameZh : w.field_nameEn).fill(name);
      await field(newcomer, zh ? w.field_headlineZh : w.field_headlineEn).fill(zh ? "小型工厂分区" : "Small plants");
      const portrait = new PNG({ width: 64, height: 48 });
      for (let at = 0; at < portrait.data.length; at += 4) portrait.data.set([40, 90 + (at % 160), 150, 255], at);
      const buffer = PNG.sync.write(portrait);
      await newcomer.locator("#avatarId").setInputFiles({ name: "me.png", mimeType: "image/png", buffer });
      await expect(newcomer.locator("main form img")).toBeVisible();
      // A region that does not exist is said beside its field, and nothing that was typed is lost.
      await newcomer.locator("#region").fill("CN-99");
      await field(newcomer, w.listMe).check();
      await button(newcomer, common.save).click();
      await expect(newcomer.locator("#region-error")).toContainText("CN-99");
      await newcomer.locator("#region").fill("CN-33");
      await button(newcomer, common.save).click();
      await expect(says(newcomer, w.savedListed)).toBeVisible();
      await newcomer.reload();
      await newcomer.locator("#claims").fill(zh ? "网络分区隔离" : "segmentation");
      await newcomer.locator("#claims").press("Enter");
      await newcomer.locator("#level-skill\\:segmentation").selectOption("4");
      await button(newcomer, w.saveSkills).click();
      await expect(says(newcomer, common.saved)).toBeVisible();
      await field(newcomer, w.evidenceTitle).fill(work);
      await field(newcomer, w.date).fill("2026-03-01");
      await newcomer.locator("#evidence-skills").fill(zh ? "网络分区隔离" : "segmentation");
      await newcomer.locator("#evidence-skills").press("Enter");
      await button(newcomer, w.addEvidence).click();
      await expect(newcomer.getByText(work)).toBeVisible();
      await look(newcomer, locale, "registry-me");
      await newcomer.getByRole("link", { name: w.preview ?? "" }).click();
      await newcomer
        .getByRole("navigation", { name: w.seenAs ?? "" })
        .getByRole("link", { name: w.reader_visitor ?? "" })
        .click();
      await expect(says(newcomer, w.backing_evidenced)).toBeVisible();
      await look(newcomer, locale, "registry-profile");
    });

    await test.step("search narrows by facets with counts", async () => {
      await keeper.goto(`/${locale}/experts`);
      await expect(keeper.getByRole("heading", { level: 1 })).toHaveText(w.title ?? "");
      await look(keeper, locale, "registry-search");
      await keeper
        .getByLabel(w.filters ?? "")
        .getByRole("link", { name: zh ? /浙江/u : /Zhejiang/u })
        .first()
        .click();
      await expect(keeper.getByText(zh ? "周隔（演示）" : "Zhou Ge (demo)")).toBeVisible();
    });

    await test.step("a tie is declared and withdrawn; a search is kept and forgotten", async () => {
      await newcomer.goto(`/${locale}/experts/me/relations`);
      await field(newcomer, w.relationEmail).fill("power@power-expert.example");
      await field(newcomer, w.relationKind).selectOption("friendship");
      await button(newcomer, w.declare).click();
      await expect(button(newcomer, w.withdraw)).toBeVisible();
      await look(newcomer, locale, "registry-relations");
      await button(newcomer, w.withdraw).click();
      await expect(says(newcomer, w.relationsNone)).toBeVisible();
      await newcomer.goto(`/${locale}/experts?skills=skill%3Asegmentation`);
      await button(newcomer, w.saveSearch).click();
      await expect(says(newcomer, w.searchSaved)).toBeVisible();
      await newcomer.reload();
      await newcomer
        .locator("section", { hasText: w.savedSearches ?? "" })
        .getByRole("button", { name: common.remove ?? "" })
        .click();
      await expect(newcomer.getByRole("heading", { name: w.savedSearches ?? "" })).toHaveCount(0);
    });

    await test.step("the newcomer nominates themselves and agrees to the code of conduct", async () => {
      await newcomer.goto(`/${locale}/experts/pools`);
      await newcomer
        .getByRole("link", { name: zh ? "工控安全评审专家库（演示）" : "Pool of OT security reviewers (demo)" })
        .click();
      await field(newcomer, w.statement).fill(zh ? "做过四家工厂的分区。" : "I have divided four mills into zones.");
      await button(newcomer, w.nominateMe).click();
      await field(newcomer, w.agreeCode).check();
      await button(newcomer, w.agree).click();
      await expect(says(newcomer, w.nomination_review)).toBeVisible();
    });
    const poolPath = new URL(newcomer.url()).pathname;

    await test.step("two reviewers say yes, the keeper appoints with reasons", async () => {
      for (const reviewer of reviewers) {
        await reviewer.goto(poolPath);
        await field(reviewer, w.reviewReason).fill(zh ? "证据与条件相符。" : "The evidence meets the criteria.");
        await button(reviewer, w.inFavour).click();
        await expect(field(reviewer, w.reviewReason)).toHaveCount(0);
      }
      await keeper.goto(poolPath);
      await field(keeper, w.decisionReason).fill(zh ? "评审一致同意。" : "Both reviewers agree.");
      await look(keeper, locale, "registry-pool");
      const members = await keeper.getByRole("row").count();
      await button(keeper, w.appoint).click();
      await expect(keeper.getByRole("row")).toHaveCount(members + 1);
    });

    await test.step("the keeper assigns members to two items at once; what stops it is named with the smallest way out", async () => {
      const title = `${zh ? "两份申请的评审" : "Review of two applications"} ${mark}`;
      const items = zh ? ["河东泵站改造", "河西泵站改造"] : ["Pumps east of the river", "Pumps west of the river"];
      const segmentation = zh ? "网络分区隔离" : "segmentation";
      await keeper.locator("summary", { hasText: w.assignOpen ?? "" }).click();
      await field(keeper, w.assignTitle).fill(title);
      await keeper.locator("#assign-region-most").fill("1");
      for (const rule of [1, 2]) {
        await button(keeper, w.addAtLeast).click();
        await expect(keeper.locator(`#rule-least-${rule}`)).toBeVisible();
      }
      await keeper.locator("#rule-value-1").fill(segmentation);
      await keeper.locator("#rule-value-1").press("Enter");
      await keeper.locator("#rule-of-2").selectOption("region");
      await keeper.locator("#rule-value-2").selectOption("CN-11");
      await keeper.locator("#rule-least-2").fill("2");
      await button(keeper, w.addItem).click();
      for (const [at, item] of items.entries()) {
        await keeper.locator(`#item-title-${at}`).fill(item);
        await keeper.locator(`#item-demand-${at}`).fill("2");
        await keeper.locator(`#item-skills-${at}`).fill(segmentation);
        await keeper.locator(`#item-skills-${at}`).press("Enter");
      }
      // A rule without a count is said beside its field, and nothing that was typed is lost.
      await keeper.locator("#rule-least-1").fill("");
      await button(keeper, w.assignNow).click();
      await expect(keeper.locator("#rule-least-1-error")).toBeVisible();
      await expect(keeper.locator("#item-title-1")).toHaveValue(items[1] ?? "");
      await keeper.locator("#rule-least-1").fill("1");
      await look(keeper, locale, "registry-assign");
      await button(keeper, w.assignNow).click();
      await expect(keeper.getByRole("heading", { level: 1, name: title })).toBeVisible();
      for (const item of items) await expect(keeper.getByRole("cell", { name: item }).first()).toBeVisible();
      // Two from one region, of which no more than one: no load or leave makes that possible.
      await expect(keeper.getByRole("heading", { name: w.obstacles ?? "" })).toBeVisible();
      await expect(keeper.getByRole("heading", { name: w.relaxation ?? "" })).toBeVisible();
      await look(keeper, locale, "registry-assignment");
      await button(keeper, w.panelEndSend).click();
      await expect(button(keeper, w.panelEndSend)).toHaveCount(0);
      await keeper.goto(poolPath);
      await expect(keeper.getByRole("link", { name: title })).toBeVisible();
    });

    await test.step("the keeper draws a panel; a conflict is left out and says why; one member recuses themselves", async () => {
      const title = `${zh ? "水厂改造评审" : "Review of a water works"} ${mark}`;
      await field(keeper, w.drawTitle).fill(title);
      await field(keeper, w.seats).fill("2");
      const buyer = zh ? "临河水务集团（演示）" : "Linhe Water Group (demo)";
      await keeper.locator("#draw-organisations").fill(buyer);
      await keeper.locator("#draw-organisations").press("Enter");
      await button(keeper, `+ ${buyer}`).click();
      await keeper.locator("#draw-emails").fill("segmentation@segmentation-expert.example");
      await button(keeper, w.drawNow).click();
      await expect(keeper.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(keeper.getByText(w.excluded_conflict ?? "").first()).toBeVisible();
      await look(keeper, locale, "registry-panel");
      const panel = new URL(keeper.url()).pathname;
      expect((await concerned.goto(panel))?.status()).toBe(404);
      // Whoever was drawn: two of those who are not concerned, each of whom has an account.
      const drawn: Page[] = [newcomer];
      for (const email of ["water@water-expert.example", "power@power-expert.example"])
        drawn.push(await at(email, 390));
      let recused = false;
      for (const page of drawn) {
        if ((await page.goto(panel))?.status() !== 200) continue;
        const reason = page.locator("#recusal");
        if (recused || !(await reason.isVisible())) continue;
        await reason.fill(zh ? "我为申请方提供过咨询。" : "I have advised the applicant.");
        await button(page, w.recuse).click();
        await expect(says(page, w.seat_recused)).toBeVisible();
        recused = true;
      }
      expect(recused).toBe(true);
      await keeper.reload();
      await expect(says(keeper, w.seat_recused)).toBeVisible();
      await expect(keeper.getByText(w.steppedIn ?? "").first()).toBeVisible();
    });
  });

  test(`shortlisted, compared, invited, taken along; an opening from form to answer (${locale})`, async ({
    browser,
    origin,
    password,
  }) => {
    test.setTimeout(120_000);
    const tw = wordsOf(locale, "training");
    const at = async (email: string) => (await guest(browser, origin, locale, email, password)).page;
    const firm = await at("provider1@dunpai.example");
    const student = await at(zh ? "student@xuesheng.example" : "starter@zhichang.example");
    const mark = createHash("sha256").update(String(Date.now())).digest("hex").slice(0, 6);
    const title = zh ? `水厂评审 ${mark}` : `Water works ${mark}`;
    const people = zh ? ["吴澜（演示）", "周隔（演示）"] : ["Wu Lan (demo)", "Zhou Ge (demo)"];
    const note = zh ? "做过三座水厂。" : "Has done three works.";

    await test.step("two people are put on a new list from their profiles", async () => {
      for (const [at, person] of people.entries()) {
        await firm.goto(`/${locale}/experts?sectors=sector%3Awater`);
        await firm.locator("main").getByRole("link", { name: person, exact: true }).click();
        await expect(firm.getByRole("heading", { level: 1, name: person })).toBeVisible();
        if (at === 0) {
          await firm.locator("#shortlist").selectOption({ label: w.listNew ?? "" });
          await firm.locator("#shortlist-title").fill(title);
          await firm.locator("#shortlist-note").fill(note);
        } else await firm.locator("#shortlist").selectOption({ label: title });
        await button(firm, w.putOnList).click();
        await expect(says(firm, w.listed)).toBeVisible();
      }
    });

    const list = firm.getByRole("region", { name: title, exact: true });
    await test.step("the list leaves as a table without addresses, and its people are compared and invited", async () => {
      await firm.goto(`/${locale}/experts/shortlists`);
      await look(firm, locale, "registry-shortlists");
      const download = firm.waitForEvent("download");
      await list.getByRole("button", { name: w.exportList ?? "" }).click();
      const table = readFileSync(await (await download).path(), "utf8");
      for (const word of [...people, note]) expect(table).toContain(word);
      expect(table).not.toContain("@");
      for (const box of await list.getByRole("checkbox").all()) await box.check();
      await list.getByRole("button", { name: w.compareTicked ?? "" }).click();
      await expect(firm.getByRole("columnheader", { name: people[1] ?? "" })).toBeVisible();
      await look(firm, locale, "registry-compare");
      await firm
        .getByRole("button", { name: w.invite ?? "", exact: true })
        .first()
        .click();
      const dialog = firm.getByRole("dialog", { name: w.invite ?? "" });
      await dialog.getByRole("button", { name: w.sendInvitation ?? "" }).click();
      // Too short: the dialog stays, and says so beside the field.
      await expect(dialog.locator('[id^="invite-text"][id$="-error"]')).toBeVisible();
      await dialog.locator("textarea").fill(zh ? `诚邀评审 ${mark}，约三天。` : `Please review ${mark}, three days.`);
      await dialog.getByRole("button", { name: w.sendInvitation ?? "" }).click();
      await expect(says(firm, w.invited)).toBeVisible();
      await firm.goto(`/${locale}/experts/me/invitations`);
      await expect(firm.getByText(mark)).toBeVisible();
      await firm.goto(`/${locale}/experts/shortlists`);
      await list.locator("summary", { hasText: w.listChange ?? "" }).click();
      await list.getByRole("button", { name: w.listDrop ?? "" }).click();
      await firm
        .getByRole("dialog", { name: w.listDrop ?? "" })
        .getByRole("button", { name: w.listDrop ?? "" })
        .click();
      await expect(list).toHaveCount(0);
    });

    await test.step("an opening is published, applied for, answered with a reason and closed", async () => {
      const place = zh ? `现场安全实习 ${mark}` : `Plant security intern ${mark}`;
      await firm.goto(`/${locale}/openings/new`);
      await firm.locator("#opening-title").fill(place);
      await button(firm, tw.newOpening).click();
      await expect(firm.locator("#opening-text-error")).toBeVisible();
      await expect(firm.locator("#opening-closesAt-error")).toBeVisible();
      await expect(firm.locator("#opening-title")).toHaveValue(place);
      await look(firm, locale, "registry-opening-form");
      await firm
        .locator("#opening-text")
        .fill(zh ? "在实验室工作十二周，配有导师。" : "Twelve weeks in our laboratory.");
      await firm.locator("#opening-closesAt").fill("2099-01-01T12:00");
      await button(firm, tw.newOpening).click();
      await expect(firm.getByRole("heading", { level: 1, name: place })).toBeVisible();
      const path = new URL(firm.url()).pathname;
      await student.goto(path);
      await student.locator("#note").fill(zh ? "我学自动化，七月可到岗。" : "I study automation, free from July.");
      await button(student, tw.apply).click();
      await expect(says(student, tw.waiting)).toBeVisible();
      await firm.reload();
      const reason = zh ? "基础扎实。" : "A good footing.";
      await firm.locator('input[id^="reason-"]').fill(reason);
      await button(firm, tw.accept).click();
      await expect(says(firm, tw.application_accepted)).toBeVisible();
      await button(firm, tw.closeOpening).click();
      await firm
        .getByRole("dialog", { name: tw.closeOpening ?? "" })
        .getByRole("button", { name: tw.closeOpening ?? "" })
        .click();
      await expect(says(firm, tw.openingClosed)).toBeVisible();
      await look(firm, locale, "registry-opening");
      await student.reload();
      await expect(student.getByText(reason)).toBeVisible();
    });
  });

  test(`a training ends in a credential that a stranger checks on a phone (${locale})`, async ({
    browser,
    origin,
    password,
  }) => {
    test.setTimeout(180_000);
    const tw = wordsOf(locale, "training");
    const cw = wordsOf(locale, "credentials");
    const at = async (email: string | null, width?: number) =>
      (await guest(browser, origin, locale, email, password, width)).page;
    const learner = await at(zh ? "reviewerb@reviewerb-expert.example" : "reviewera@reviewera-expert.example");
    const institute = await at("expert@yanjiu.example");
    const stranger = await at(null, 390);
    const why = zh
      ? "我评审过许多项目，希望在老师指导下亲手完成一次真实现场的工作。"
      : "I review projects and want to have done one myself.";

    await test.step("somebody applies; the institute accepts, records each module, and ends it with a credential", async () => {
      await learner.goto(`/${locale}/training`);
      await look(learner, locale, "training");
      await learner
        .getByRole("link", {
          name: zh ? "工控安全联合培养一期（演示）" : "Joint training in OT security, first round (demo)",
        })
        .click();
      await field(learner, tw.statement).fill(why);
      await button(learner, tw.apply).click();
      await expect(says(learner, tw.application_submitted)).toBeVisible();
      await look(learner, locale, "training-programme");
      await institute.goto(new URL(learner.url()).pathname);
      const card = institute.getByRole("listitem").filter({ hasText: why });
      await card.getByLabel(tw.reason ?? "").fill(zh ? "目标明确。" : "A clear aim.");
      await card.getByRole("button", { name: tw.accept ?? "", exact: true }).click();
      const passes = card.getByRole("button", { name: tw.pass ?? "" });
      await expect(passes).toHaveCount(2);
      await look(institute, locale, "training-learners");
      for (const left of [1, 0]) {
        await passes.first().click();
        await expect(passes).toHaveCount(left);
      }
      await card.getByRole("button", { name: tw.complete ?? "" }).click();
      await expect(card.getByRole("link", { name: tw.credential ?? "" })).toBeVisible();
      await learner.reload();
      await expect(says(learner, tw.application_completed)).toBeVisible();
      await learner.getByRole("link", { name: tw.credential ?? "" }).click();
      await expect(says(learner, cw.outcome_valid)).toBeVisible();
    });

    const path = new URL(learner.url()).pathname;
    await test.step("a stranger checks it, and sees that a changed word does not hold", async () => {
      await stranger.goto(path);
      await expect(says(stranger, cw.outcome_valid)).toBeVisible();
      await look(stranger, locale, "credential");
      const file = await stranger.request.get(`/api/credentials/${path.split("/").at(-1)}.json`);
      const text = await file.text();
      await stranger.goto(`/${locale}/credentials`);
      await stranger.locator("#credential-text").fill(text);
      await button(stranger, cw.check).click();
      await expect(says(stranger, cw.outcome_valid)).toBeVisible();
      await stranger.locator("#credential-text").fill(text.replace("Joint training", "Joint draining"));
      await button(stranger, cw.check).click();
      await expect(says(stranger, cw.outcome_altered)).toBeVisible();
      await look(stranger, locale, "credential-check");
      await stranger.goto(`/${locale}/skills-gap`);
      await expect(stranger.getByRole("heading", { level: 1 })).toHaveText(w.gap ?? "");
      await look(stranger, locale, "skills-gap");
    });
  });
}
