import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./browser";
import { accessible, guest, type Locale, picture } from "./community";

/**
 * Wholly in each language: a judge finishes the sheets of an invented contest, the organisers publish, a team reads its
 * scores and appeals, the organisers answer; the team hands an entry in elsewhere and takes a quiz to its mark; a
 * spectator reads what is final, and the team takes its certificate.
 */
type Words = Record<string, string>;
const wordsOf = (locale: Locale, file: string) =>
  JSON.parse(readFileSync(`src/i18n/messages/${locale}/${file}.json`, "utf8")) as Words;

const stages = {
  "zh-CN": {
    contest: "demo-retrofit-contest",
    title: "老旧产线安全改造方案赛（演示）",
    judge: "judge1@judges.example",
    captain: "entrant1@teams.example",
    criteria: ["适用性", "安全效果", "表达"],
    quiz: "demo-theory-evening",
    parts: ["3-2 风险评估", "3-3 系统安全要求"],
    solutions: "方案评审",
  },
  en: {
    contest: "demo-substation-contest",
    title: "Substation contest: security in daily work (demo)",
    judge: "judge2@judges.example",
    captain: "entrant2@teams.example",
    criteria: ["Fit for the plant", "Effect on security", "Presentation"],
    quiz: "demo-safety-quiz",
    parts: ["3-2, risk assessment", "3-3, system requirements"],
    solutions: "Solutions",
  },
} as const;

for (const locale of ["zh-CN", "en"] as const) {
  const stage = stages[locale];
  const w = wordsOf(locale, "competitionsJudged");
  const said = (key: string, facts: Record<string, string> = {}) =>
    Object.entries(facts).reduce((text, [name, value]) => text.replace(`{${name}}`, value), w[key] ?? "");
  const button = (page: Page, name: string) => page.locator("main").getByRole("button", { name, exact: true });
  const link = (page: Page, name: string) => page.locator("main").getByRole("link", { name, exact: true }).first();

  /** The rules of access are asked once, because both languages have the same build. */
  async function look(page: Page, name: string): Promise<void> {
    if (locale === "en") await accessible(page);
    await picture(page, `${name}-${locale}`);
  }

  async function confirmed(page: Page, name: string): Promise<void> {
    await button(page, name).first().click();
    const dialog = page.locator("dialog[open]");
    await dialog.getByRole("button", { name, exact: true }).click();
    await expect(dialog).toHaveCount(0);
  }

  test(`a contest from its sheets to its appeal, an entry, a quiz, and what is final (${locale})`, async ({
    browser,
    origin,
    password,
  }) => {
    test.setTimeout(240_000);
    const at = async (email: string | null) => (await guest(browser, origin, locale, email, password)).page;
    const judge = await at(stage.judge);
    const organiser = await at("expert@yanjiu.example");
    const captain = await at(stage.captain);
    const spectator = await at(null);
    let phase = "";

    await test.step("the judge scores every entry, seeing numbers in place of names", async () => {
      await judge.goto(`/${locale}/competitions/judge`);
      await expect(judge.getByRole("heading", { level: 1, name: said("judgeDesk") })).toBeVisible();
      await look(judge, "judge-desk");
      const rows = judge
        .getByRole("row")
        .filter({ hasText: new RegExp(`${said("sheet_open")}|${said("sheet_begun")}`, "u") });
      const waiting = await rows.count();
      expect(waiting).toBeGreaterThan(0);
      for (let left = waiting; left > 0; left--) {
        await link(judge, said("nextSheet")).click();
        await expect(judge.getByText(said("scores"), { exact: true })).toBeVisible();
        for (const name of ["北岸联队", "蓝阀小组", "静默网关"]) await expect(judge.getByText(name)).toHaveCount(0);
        if (left === waiting) await look(judge, "judge-sheet");
        for (const criterion of stage.criteria)
          await judge.getByRole("group", { name: criterion }).getByText("7", { exact: true }).last().click();
        await judge.getByLabel(said("sheetComment")).fill("考虑周到。Thoughtful.");
        await expect(judge.getByText(said("sheetTotal", { total: "70" }))).toBeVisible();
        await confirmed(judge, said("submitSheet"));
        await expect(judge).toHaveURL(/\/competitions\/judge$/u);
        await expect(rows).toHaveCount(left - 1);
      }
      await judge.getByRole("link", { name: stage.title }).click();
      await expect(judge.getByRole("heading", { level: 2, name: said("rubric") })).toBeVisible();
      phase = new URL(judge.url()).pathname;
      expect(phase).toContain(stage.contest);
    });

    await test.step("the organisers publish the scores", async () => {
      await organiser.goto(`${phase}/panel`);
      await expect(organiser.getByRole("heading", { level: 2, name: said("judges"), exact: true })).toBeVisible();
      await look(organiser, "judge-panel");
      await confirmed(organiser, said("publishScores"));
      await expect(organiser.getByText(said("stage_provisional"))).toBeVisible();
    });

    await test.step("a team reads its own scores, and appeals once", async () => {
      await captain.goto(`${phase}/results`);
      await expect(captain.getByText(said("own"), { exact: true })).toBeVisible();
      await expect(captain.getByRole("row")).toHaveCount(2);
      await look(captain, "judged-own-result");
      await captain.getByLabel(said("appealText")).fill("回退方案在第二页，评委没有看到。");
      await button(captain, said("appealSend")).click();
      await expect(captain.getByText(said("appeal_open"))).toBeVisible();
    });

    await test.step("the organisers answer, and the team reads the answer", async () => {
      await organiser.reload();
      await expect(organiser.getByLabel(said("appealReply"))).toBeVisible();
      await look(organiser, "judge-appeal");
      await organiser.getByLabel(said("appealReply")).fill("The judges have seen page two; the score stands.");
      await button(organiser, said("reject")).click();
      await expect(organiser.getByText(said("appeal_rejected"), { exact: true })).toBeVisible();
      await captain.reload();
      await expect(captain.getByText(said("appeal_rejected"))).toBeVisible();
      await expect(captain.getByText("The judges have seen page two; the score stands.")).toBeVisible();
    });

    await test.step("a captain finds another contest and hands in", async () => {
      await captain.goto(`/${locale}/competitions/demo-remote-access-contest`);
      await link(captain, stage.solutions).click();
      await link(captain, said("handInEntry")).click();
      await expect(captain.getByLabel(said("entryTitle"))).toBeVisible();
      await look(captain, "entry-form");
      await captain.getByLabel(said("entryTitle")).fill("Doors that close behind the supplier");
      await captain
        .getByLabel(said("entrySummary"))
        .fill("Access opens for one job and one hour, from the plant's side, and is recorded.");
      await captain.getByLabel(said("assistanceKind")).selectOption("assisted");
      await captain.getByLabel(said("assistanceNote")).fill("Wording.");
      await button(captain, said("handInEntry")).click();
      await expect(captain.getByText(said("ownEntry"))).toBeVisible();
      await expect(captain.getByText(said("receipt"))).toBeVisible();
      await look(captain, "judged-phase");
    });

    await test.step("the organisers better the question bank; a captain takes the quiz", async () => {
      await organiser.goto(`/${locale}/competitions/${stage.quiz}`);
      await link(organiser, said("phase_quiz")).click();
      await link(organiser, said("questionBank")).click();
      await expect(organiser.locator('[id="questions.2.explanationZh"]')).toBeVisible();
      await look(organiser, "quiz-setup");
      await organiser.locator('[id="questions.2.explanationZh"]').fill("安全等级为 1 至 4。");
      await organiser.locator('[id="questions.2.explanationEn"]').fill("The levels are 1 to 4.");
      await button(organiser, said("saveQuestions")).click();
      await expect(organiser).toHaveURL(/\/quiz\/[0-9a-f-]+$/u);
      await captain.goto(new URL(organiser.url()).pathname);
      await confirmed(captain, said("startQuiz"));
      await expect(captain.getByRole("timer")).toBeVisible();
      await captain.getByLabel("502", { exact: true }).check();
      for (const part of stage.parts) await captain.getByLabel(part, { exact: true }).check();
      await captain.locator("main input[inputmode=decimal]").fill("7");
      await captain.locator("main input[inputmode=decimal]").blur();
      await expect(captain.getByText(said("answerSaved"), { exact: true })).toHaveCount(3);
      await look(captain, "quiz-running");
      await confirmed(captain, said("handInQuiz"));
      await expect(captain.getByText(said("attemptEndedText"))).toBeVisible();
    });

    await test.step("the quiz ends: the team reads its mark, the organisers publish it", async () => {
      await organiser.goto(`/${locale}/competitions/${stage.quiz}/manage`);
      await confirmed(organiser, wordsOf(locale, "competitions").step_end ?? "");
      await expect(button(organiser, wordsOf(locale, "competitions").step_review ?? "")).toBeVisible();
      await captain.reload();
      await expect(captain.getByText(said("pointsOf", { points: "6", most: "8" }))).toBeVisible();
      await expect(captain.getByText(locale === "en" ? "The levels are 1 to 4." : "安全等级为 1 至 4。")).toBeVisible();
      await look(captain, "quiz-marked");
      await organiser.goto(new URL(captain.url()).pathname.replace(/\/[^/]+$/u, ""));
      await confirmed(organiser, said("publishQuiz"));
      await expect(organiser.getByText(said("publishedAlready"))).toBeVisible();
      await link(organiser, said("statistics")).click();
      await expect(organiser.getByText("6 / 8")).toBeVisible();
      await look(organiser, "quiz-statistics");
      await organiser.goBack();
      await link(organiser, said("questionBank")).click();
      await expect(organiser.getByText(said("bankStandsStill"))).toBeVisible();
      await expect(organiser.getByText(said("right"), { exact: true })).toHaveCount(3);
      await expect(organiser.getByRole("textbox")).toHaveCount(0);
      await look(organiser, "quiz-bank");
    });

    await test.step("a spectator reads the final scores, the total and the season", async () => {
      await spectator.goto(`/${locale}/competitions/demo-water-challenge/combination`);
      await expect(spectator.getByRole("heading", { level: 1, name: said("combination") })).toBeVisible();
      await expect(spectator.getByText(said("stable", { places: "3" }))).toBeVisible();
      await look(spectator, "combination");
      await spectator.goto(`/${locale}/competitions/demo-water-challenge`);
      await link(spectator, stage.solutions).click();
      await link(spectator, said("results")).click();
      await expect(spectator.getByRole("heading", { level: 2, name: said("agreement") })).toBeVisible();
      await look(spectator, "judged-results");
      await spectator.goto(`/${locale}/competitions/season`);
      await expect(spectator.getByRole("heading", { level: 1, name: said("season") })).toBeVisible();
      await look(spectator, "season");
    });

    await test.step("a member takes the certificate", async () => {
      await captain.goto(`/${locale}/competitions/demo-water-challenge/certificate`);
      await button(captain, said("takeCertificate")).click();
      await expect(link(captain, said("verificationPage"))).toBeVisible();
      await look(captain, "certificate");
      await link(captain, said("verificationPage")).click();
      await expect(captain.getByRole("heading", { level: 1 })).toContainText(locale === "en" ? "place" : "名");
    });
    for (const page of [judge, organiser, captain, spectator]) await page.context().close();
  });
}
