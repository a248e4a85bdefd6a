import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";

/**
 * A judge finishes the sheets of an invented contest in Chinese, the organisers publish, a team reads its scores in
 * English and appeals, the organisers answer; an entrant hands an entry in; a spectator reads what is final.
 */
const contest = "demo-retrofit-contest";

test("a contest is judged blind, published, and appealed against", async ({ browser, origin, password }) => {
  test.setTimeout(240_000);
  const judge = (await guest(browser, origin, "zh-CN", "judge1@judges.example", password)).page;
  const organiser = (await guest(browser, origin, "zh-CN", "expert@yanjiu.example", password)).page;
  const captain = (await guest(browser, origin, "en", "entrant1@teams.example", password)).page;
  let phase = "";

  await test.step("the judge scores every entry, seeing numbers in place of names", async () => {
    await judge.goto("/zh-CN/competitions/judge");
    await expect(judge.getByRole("heading", { level: 1, name: "我的评审" })).toBeVisible();
    await accessible(judge);
    await picture(judge, "judge-desk-zh-CN");
    const next = judge.getByRole("link", { name: "评审下一件" });
    const card = judge.locator("section").filter({ hasText: "老旧产线安全改造方案赛（演示）" });
    const waiting = await card
      .getByRole("row")
      .filter({ hasText: /待评|已开始/u })
      .count();
    expect(waiting).toBeGreaterThan(0);
    for (let sheet = 0; sheet < waiting; sheet++) {
      await next.click();
      await expect(judge.getByText("评分", { exact: true })).toBeVisible();
      for (const name of ["北岸联队", "蓝阀小组", "静默网关"]) await expect(judge.getByText(name)).toHaveCount(0);
      for (const criterion of ["适用性", "安全效果", "表达"])
        await judge.getByRole("group", { name: criterion }).getByText("7", { exact: true }).last().click();
      await judge.getByLabel("给战队的评语").fill("考虑周到。");
      if (sheet === 0) {
        await expect(judge.getByText("总分：70 / 100")).toBeVisible();
        await accessible(judge);
        await picture(judge, "judge-sheet-zh-CN");
      }
      await judge.getByRole("button", { name: "提交评分表" }).click();
      await judge.getByRole("dialog", { name: "提交评分表" }).getByRole("button", { name: "提交评分表" }).click();
      await expect(judge).toHaveURL(/\/competitions\/judge$/u);
    }
    await judge.getByRole("link", { name: "老旧产线安全改造方案赛（演示）" }).click();
    await expect(judge.getByRole("heading", { level: 2, name: "评分标准" })).toBeVisible();
    phase = new URL(judge.url()).pathname.replace("/zh-CN", "");
    expect(phase).toContain(contest);
  });

  await test.step("the organisers publish the scores", async () => {
    await organiser.goto(`/zh-CN${phase}/panel`);
    await expect(organiser.getByRole("heading", { level: 2, name: "评委", exact: true })).toBeVisible();
    await accessible(organiser);
    await picture(organiser, "judge-panel-zh-CN");
    await organiser.getByRole("button", { name: "公布评分" }).click();
    await organiser.getByRole("dialog").getByRole("button", { name: "公布评分" }).click();
    await expect(organiser.getByText("评分已公布，可申诉")).toBeVisible();
  });

  await test.step("a team reads its own scores, and appeals once", async () => {
    await captain.goto(`/en${phase}/results`);
    await expect(captain.getByText("Yours")).toBeVisible();
    await expect(captain.getByRole("row")).toHaveCount(2);
    await accessible(captain);
    await picture(captain, "judged-own-result-en");
    await captain.getByLabel("What was judged wrongly, and why").fill("The way back is on page two and was not seen.");
    await captain.getByRole("button", { name: "Send the appeal" }).click();
    await expect(captain.getByText("Waits for an answer")).toBeVisible();
  });

  await test.step("the organisers answer", async () => {
    await organiser.goto(`/zh-CN${phase}/panel`);
    await organiser.getByLabel("给战队的答复").fill("评委确认已看到第二页，评分不变。");
    await picture(organiser, "judge-appeal-zh-CN");
    await organiser.getByRole("button", { name: "不支持", exact: true }).click();
    await expect(organiser.getByText("不支持", { exact: true })).toBeVisible();
    await captain.reload();
    await expect(captain.getByText("Not upheld")).toBeVisible();
  });
});

test("an entry is handed in, and what is final is for everybody", async ({ browser, origin, password }) => {
  test.setTimeout(240_000);
  const captain = (await guest(browser, origin, "en", "entrant1@teams.example", password)).page;
  const spectator = (await guest(browser, origin, "en", null, password)).page;

  await test.step("a captain finds the phase and hands in", async () => {
    await captain.goto("/en/competitions/demo-remote-access-contest");
    await captain.getByRole("link", { name: "Solutions" }).first().click();
    await captain.getByRole("link", { name: "Hand in an entry" }).click();
    await captain.getByLabel("Title").fill("Doors that close behind the supplier");
    await captain
      .getByLabel("Summary")
      .fill("Access opens for one job and one hour, from the plant's side, and is recorded.");
    await captain.getByLabel("How much").selectOption("assisted");
    await captain.getByLabel("What it helped with").fill("Wording.");
    await accessible(captain);
    await picture(captain, "entry-form-en");
    await captain.getByRole("button", { name: "Hand in an entry" }).click();
    await expect(captain.getByText("Your team's entry")).toBeVisible();
    await expect(captain.getByText("Receipt (SHA-256):")).toBeVisible();
    await accessible(captain);
    await picture(captain, "judged-phase-en");
  });

  await test.step("a spectator reads the final scores, the total and the season", async () => {
    await spectator.goto("/en/competitions/demo-water-challenge/combination");
    await expect(spectator.getByRole("heading", { level: 1, name: "Total over the phases" })).toBeVisible();
    await expect(spectator.getByText(/The first 3 places/u)).toBeVisible();
    await accessible(spectator);
    await picture(spectator, "combination-en");
    await spectator.goto("/en/competitions/demo-water-challenge");
    await spectator.getByRole("link", { name: "Solutions" }).first().click();
    await spectator.getByRole("link", { name: "Results" }).click();
    await expect(spectator.getByRole("heading", { level: 2, name: "Agreement of the judges" })).toBeVisible();
    await accessible(spectator);
    await picture(spectator, "judged-results-en");
    await spectator.goto("/zh-CN/competitions/season");
    await expect(spectator.getByRole("heading", { level: 1, name: "赛季排名" })).toBeVisible();
    await accessible(spectator);
    await picture(spectator, "season-zh-CN");
  });

  await test.step("a member takes the certificate", async () => {
    await captain.goto("/en/competitions/demo-water-challenge/certificate");
    await captain.getByRole("button", { name: "Take the certificate" }).click();
    await expect(captain.getByRole("link", { name: "Verification page" })).toBeVisible();
    await accessible(captain);
    await picture(captain, "certificate-en");
    await captain.getByRole("link", { name: "Verification page" }).click();
    await expect(captain.getByRole("heading", { level: 1 })).toContainText("place");
  });
});
