import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./browser";
import { accessible, guest, type Locale, picture } from "./community";

/**
 * A judge finishes the sheets of an invented contest, one in Chinese, the next in English; the organisers publish, a team
 * reads its scores and appeals, the organisers answer; an entrant hands an entry in; a spectator reads what is final.
 * Every screen is pictured in both languages.
 */
const contest = "demo-retrofit-contest";
type Words = Record<string, string>;
const wordsOf = (locale: Locale, file = "competitionsJudged") =>
  JSON.parse(readFileSync(`src/i18n/messages/${locale}/${file}.json`, "utf8")) as Words;
const words: Record<Locale, Words> = { "zh-CN": wordsOf("zh-CN"), en: wordsOf("en") };
const other = (locale: Locale): Locale => (locale === "en" ? "zh-CN" : "en");
const localeOf = (page: Page): Locale => (new URL(page.url()).pathname.startsWith("/en") ? "en" : "zh-CN");
const button = (page: Page, key: string) =>
  page.locator("main").getByRole("button", { name: words[localeOf(page)][key] ?? "", exact: true });

/** The same page in the other language. */
async function turned(page: Page): Promise<void> {
  const to = other(localeOf(page));
  await page.goto(new URL(page.url()).pathname.replace(/^\/(zh-CN|en)/u, `/${to}`));
  await expect(page.locator("html")).toHaveAttribute("lang", to);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** The rules of access are asked once, because both languages have the same build; both are pictured. */
async function look(page: Page, name: string): Promise<void> {
  await accessible(page);
  await picture(page, `${name}-${localeOf(page)}`);
  await turned(page);
  await picture(page, `${name}-${localeOf(page)}`);
}

async function confirmed(page: Page, key: string): Promise<void> {
  await button(page, key).first().click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: words[localeOf(page)][key] ?? "", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test("a contest is judged blind, published, and appealed against", async ({ browser, origin, password }) => {
  test.setTimeout(240_000);
  const judge = (await guest(browser, origin, "zh-CN", "judge1@judges.example", password)).page;
  const organiser = (await guest(browser, origin, "en", "expert@yanjiu.example", password)).page;
  const captain = (await guest(browser, origin, "zh-CN", "entrant1@teams.example", password)).page;
  const criteria: Record<Locale, readonly string[]> = {
    "zh-CN": ["适用性", "安全效果", "表达"],
    en: ["Fit for the plant", "Effect on security", "Presentation"],
  };
  let phase = "";

  await test.step("the judge scores every entry, seeing numbers in place of names, in either language", async () => {
    await judge.goto("/zh-CN/competitions/judge");
    await expect(judge.getByRole("heading", { level: 1, name: words["zh-CN"].judgeDesk ?? "" })).toBeVisible();
    await look(judge, "judge-desk");
    const rows = () => {
      const w = words[localeOf(judge)];
      return judge.getByRole("row").filter({ hasText: new RegExp(`${w.sheet_open}|${w.sheet_begun}`, "u") });
    };
    const waiting = await rows().count();
    expect(waiting).toBeGreaterThan(1);
    for (let left = waiting; left > 0; left--) {
      const w = words[localeOf(judge)];
      await judge
        .getByRole("link", { name: w.nextSheet ?? "" })
        .first()
        .click();
      await expect(judge.getByText(w.scores ?? "", { exact: true })).toBeVisible();
      for (const name of ["北岸联队", "蓝阀小组", "静默网关"]) await expect(judge.getByText(name)).toHaveCount(0);
      if (left === waiting) {
        await look(judge, "judge-sheet");
        await turned(judge);
      }
      for (const criterion of criteria[localeOf(judge)])
        await judge.getByRole("group", { name: criterion }).getByText("7", { exact: true }).last().click();
      await judge.getByLabel(w.sheetComment ?? "").fill("考虑周到。Thoughtful.");
      await expect(judge.getByText((w.sheetTotal ?? "").replace("{total}", "70"))).toBeVisible();
      await confirmed(judge, "submitSheet");
      await expect(judge).toHaveURL(/\/competitions\/judge$/u);
      await expect(rows()).toHaveCount(left - 1);
      if (left > 1) await turned(judge);
    }
    await judge.goto("/zh-CN/competitions/judge");
    await judge.getByRole("link", { name: "老旧产线安全改造方案赛（演示）" }).click();
    await expect(judge.getByRole("heading", { level: 2, name: words["zh-CN"].rubric ?? "" })).toBeVisible();
    phase = new URL(judge.url()).pathname.replace("/zh-CN", "");
    expect(phase).toContain(contest);
  });

  await test.step("the organisers publish the scores", async () => {
    await organiser.goto(`/zh-CN${phase}/panel`);
    await expect(
      organiser.getByRole("heading", { level: 2, name: words["zh-CN"].judges ?? "", exact: true }),
    ).toBeVisible();
    await look(organiser, "judge-panel");
    await confirmed(organiser, "publishScores");
    await expect(organiser.getByText(words.en.stage_provisional ?? "")).toBeVisible();
  });

  await test.step("a team reads its own scores, and appeals once", async () => {
    await captain.goto(`/en${phase}/results`);
    await expect(captain.getByText(words.en.own ?? "", { exact: true })).toBeVisible();
    await expect(captain.getByRole("row")).toHaveCount(2);
    await look(captain, "judged-own-result");
    const w = words[localeOf(captain)];
    await captain.getByLabel(w.appealText ?? "").fill("回退方案在第二页，评委没有看到。");
    await button(captain, "appealSend").click();
    await expect(captain.getByText(w.appeal_open ?? "")).toBeVisible();
  });

  await test.step("the organisers answer, and the team reads the answer", async () => {
    await organiser.goto(`/zh-CN${phase}/panel`);
    await expect(organiser.getByLabel(words["zh-CN"].appealReply ?? "")).toBeVisible();
    await look(organiser, "judge-appeal");
    await organiser.getByLabel(words.en.appealReply ?? "").fill("The judges have seen page two; the score stands.");
    await button(organiser, "reject").click();
    await expect(organiser.getByText(words.en.appeal_rejected ?? "", { exact: true })).toBeVisible();
    for (const locale of ["zh-CN", "en"] as const) {
      await captain.goto(`/${locale}${phase}/results`);
      await expect(captain.getByText(words[locale].appeal_rejected ?? "")).toBeVisible();
      await expect(captain.getByText("The judges have seen page two; the score stands.")).toBeVisible();
    }
  });
});

test("an entry is handed in, and what is final is for everybody", async ({ browser, origin, password }) => {
  test.setTimeout(240_000);
  const captain = (await guest(browser, origin, "en", "entrant1@teams.example", password)).page;
  const spectator = (await guest(browser, origin, "en", null, password)).page;
  const { en } = words;

  await test.step("a captain finds the phase and hands in", async () => {
    await captain.goto("/en/competitions/demo-remote-access-contest");
    await captain.getByRole("link", { name: "Solutions" }).first().click();
    await captain.getByRole("link", { name: en.handInEntry ?? "" }).click();
    await expect(captain.getByLabel(en.entryTitle ?? "")).toBeVisible();
    await look(captain, "entry-form");
    await turned(captain);
    await captain.getByLabel(en.entryTitle ?? "").fill("Doors that close behind the supplier");
    await captain
      .getByLabel(en.entrySummary ?? "")
      .fill("Access opens for one job and one hour, from the plant's side, and is recorded.");
    await captain.getByLabel(en.assistanceKind ?? "").selectOption("assisted");
    await captain.getByLabel(en.assistanceNote ?? "").fill("Wording.");
    await button(captain, "handInEntry").click();
    await expect(captain.getByText(en.ownEntry ?? "")).toBeVisible();
    await expect(captain.getByText("Receipt (SHA-256):")).toBeVisible();
    await look(captain, "judged-phase");
  });

  await test.step("a spectator reads the final scores, the total and the season", async () => {
    await spectator.goto("/en/competitions/demo-water-challenge/combination");
    await expect(spectator.getByRole("heading", { level: 1, name: en.combination ?? "" })).toBeVisible();
    await expect(spectator.getByText(/The first 3 places/u)).toBeVisible();
    await look(spectator, "combination");
    await spectator.goto("/en/competitions/demo-water-challenge");
    await spectator.getByRole("link", { name: "Solutions" }).first().click();
    await spectator.getByRole("link", { name: en.results ?? "", exact: true }).click();
    await expect(spectator.getByRole("heading", { level: 2, name: en.agreement ?? "" })).toBeVisible();
    await look(spectator, "judged-results");
    await spectator.goto("/en/competitions/season");
    await expect(spectator.getByRole("heading", { level: 1, name: en.season ?? "" })).toBeVisible();
    await look(spectator, "season");
  });

  await test.step("a member takes the certificate", async () => {
    await captain.goto("/zh-CN/competitions/demo-water-challenge/certificate");
    await button(captain, "takeCertificate").click();
    await expect(captain.getByRole("link", { name: words["zh-CN"].verificationPage ?? "" })).toBeVisible();
    await look(captain, "certificate");
    await captain.getByRole("link", { name: en.verificationPage ?? "" }).click();
    await expect(captain.getByRole("heading", { level: 1 })).toContainText("place");
  });
});
