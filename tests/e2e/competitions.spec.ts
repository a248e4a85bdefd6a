import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import pg from "pg";
import { expect, test } from "./browser";
import { accessible, guest, type Locale, picture } from "./community";

/** The words that the pages say, so that a journey clicks what a person reads. */
const wordsOf = (locale: Locale) =>
  JSON.parse(readFileSync(`src/i18n/messages/${locale}/competitions.json`, "utf8")) as Record<string, string>;

const button = (page: Page, name: string | undefined) =>
  page.locator("main").getByRole("button", { name: name ?? "", exact: true });
const room = (page: Page, name: string | undefined) => page.getByRole("link", { name: name ?? "", exact: true });

/** Both languages have the same build: the rules of access are asked once, and the other language shows what differs most. */
async function look(page: Page, name: string): Promise<void> {
  const whole = name.endsWith("zh-CN");
  if (whole) await accessible(page);
  if (whole || /challenge|console|frozen|overview|final/u.test(name)) await picture(page, name);
}

/** Presses, reads what it does, and confirms; the dialog has closed when this returns. */
async function confirmed(page: Page, name: string | undefined, reason?: string): Promise<void> {
  await button(page, name).first().click();
  const dialog = page.locator("dialog[open]");
  if (reason) await dialog.locator("textarea").fill(reason);
  await dialog.getByRole("button", { name: name ?? "", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** What the field for a moment takes: the wall clock of the browser's zone, which is that of the event. */
const wallClock = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16);

/** The hour of the start comes. */
async function begin(slug: string): Promise<void> {
  const url = readFileSync(join(process.env.E2E_DATA_DIR ?? "", "postgres.url"), "utf8");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`UPDATE "Competition" SET "startsAt" = clock_timestamp() WHERE "slug" = $1`, [slug]);
  await client.end();
}

for (const locale of ["zh-CN", "en"] as const) {
  test(`an event from its first form to a result that anybody recomputes (${locale})`, async ({
    browser,
    origin,
    password,
  }) => {
    test.setTimeout(300_000);
    const w = wordsOf(locale);
    const zh = locale === "zh-CN";
    const slug = zh ? "journey-zh" : "journey-en";
    const base = `/${locale}/competitions/${slug}`;
    const task = zh ? "谁改了设定值" : "Who changed the setpoint";
    const [ours, theirs] = zh ? ["雾岛哨所", "红砖信号"] : ["Mist Island Watch", "Red Brick Signal"];
    const at = (email: string | null, width?: number) => guest(browser, origin, locale, email, password, width);
    const { page: organiser } = await at("expert@yanjiu.example");
    const { page: captain } = await at("captain5@teams.example");
    const { page: member } = await at("member1@teams.example");
    const { page: rival } = await at("captain6@teams.example");
    const { page: spectator } = await at(null, 390);
    const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

    await test.step("the organiser drafts the event, its challenge, and publishes", async () => {
      await organiser.goto(`/${locale}/competitions/new`);
      await organiser.locator("#titleZh").fill("雾岛杯（测试）");
      await organiser.locator("#titleEn").fill("Mist Island Cup (test)");
      await organiser.locator("#slug").fill(slug);
      await organiser.locator("#summaryZh").fill("一道题，两支战队。");
      await organiser.locator("#summaryEn").fill("One challenge, two teams.");
      await organiser.locator("#registrationOpensAt").fill(wallClock(-60));
      await organiser.locator("#startsAt").fill(wallClock(120));
      await organiser.locator("#endsAt").fill(wallClock(60));
      // Whatever the moment says, writeups wait for the end.
      await organiser.locator("#writeupsAt").fill(wallClock(-30));
      await button(organiser, w.saveDraft).click();
      // The end before the start is said beside its field, and nothing that was typed is lost.
      await expect(organiser.locator("#endsAt-error")).toBeVisible();
      await expect(organiser.locator("#titleZh")).toHaveValue("雾岛杯（测试）");
      await organiser.locator("#endsAt").fill(wallClock(360));
      await look(organiser, `competition-form-${locale}`);
      await button(organiser, w.saveDraft).click();
      await expect(organiser).toHaveURL(new RegExp(`${slug}/manage$`, "u"));
      await organiser.goto(`${base}/manage/challenges/new`);
      await organiser.locator("#key").fill("modbus-1");
      await organiser.locator("#category").fill("Modbus");
      await organiser.locator("#titleZh").fill("谁改了设定值");
      await organiser.locator("#titleEn").fill("Who changed the setpoint");
      await organiser.locator("#statementZh").fill("找出写入保持寄存器 40021 的主机。");
      await organiser.locator("#statementEn").fill("Find the host that wrote holding register 40021.");
      await organiser.locator('[id="flags.0.text"]').fill("LF{42}");
      await button(organiser, w.addFlag).click();
      await organiser.locator('[id="flags.1.kind"]').selectOption("perTeam");
      await organiser.locator('[id="flags.1.text"]').fill("LF{team-");
      await button(organiser, w.addHint).click();
      await organiser.locator('[id="hints.0.bodyZh"]').fill("看功能码 6。");
      await organiser.locator('[id="hints.0.bodyEn"]').fill("Look at function code 6.");
      await organiser.locator('[id="hints.0.cost"]').fill("20");
      await look(organiser, `competition-challenge-form-${locale}`);
      await organiser.locator("main form button[type=submit]").last().click();
      await expect(organiser).toHaveURL(/manage\/challenges$/u);
      await button(organiser, w.show).click();
      await expect(button(organiser, w.withdraw)).toBeVisible();
      await organiser.goto(`${base}/manage`);
      await confirmed(organiser, w.step_publish);
      await expect(button(organiser, w.step_publish)).toHaveCount(0);
      await organiser.goto(`${base}/manage/settings`);
      await organiser.locator("#email").fill("organiser2@yanjiu.example");
      await organiser
        .locator("main form")
        .filter({ has: organiser.locator("#role") })
        .getByRole("button")
        .click();
      await expect(
        organiser.locator("main li").filter({ hasText: zh ? "赛事组织者乙" : "Organiser Two" }),
      ).toBeVisible();
    });

    await test.step("captains register, the organiser accepts, a member joins by code", async () => {
      for (const [page, name] of [
        [captain, ours],
        [rival, theirs],
      ] as const) {
        await page.goto(base);
        await room(page, w.takePart).click();
        await expect(page.locator("#name")).toBeVisible();
        await page.locator("#name").fill(name);
        if (page === captain) await look(page, `competition-register-${locale}`);
        await button(page, w.register).click();
        await expect(page.getByText(w.pendingText ?? "")).toBeVisible();
      }
      await organiser.goto(`${base}/manage/teams`);
      await look(organiser, `competition-team-desk-${locale}`);
      for (const left of [1, 0]) {
        await button(organiser, w.accept).first().click();
        await expect(button(organiser, w.accept)).toHaveCount(left);
      }
      await captain.reload();
      await expect(captain.getByText(w.pendingText ?? "")).toHaveCount(0);
      await button(captain, w.makeCode).click();
      const code = await captain.locator("main code").first().textContent();
      await look(captain, `competition-team-${locale}`);
      await member.goto(`${base}/register`);
      await member.locator("#code").fill("not-a-code-at-all");
      await button(member, w.join).click();
      await expect(member.locator("#code-error")).toBeVisible();
      await member.locator("#code").fill(code ?? "");
      await button(member, w.join).click();
      await expect(member).toHaveURL(new RegExp(`${slug}/team$`, "u"));
    });

    await test.step("a spectator watches on a phone; a member takes the hint, errs, and solves", async () => {
      await begin(slug);
      await spectator.goto(`${base}/board`);
      await expect(row(spectator, ours)).toContainText("0");
      await expect(spectator.getByText(w.liveOn ?? "", { exact: true })).toBeVisible();
      await member.goto(`${base}/challenges`);
      await look(member, `competition-challenges-${locale}`);
      await room(member, task).click();
      await expect(member.locator("#flag")).toBeVisible();
      await confirmed(member, w.buyHint);
      await expect(member.getByText(zh ? "看功能码 6。" : "Look at function code 6.")).toBeVisible();
      await member.locator("#flag").fill("LF{41}");
      await button(member, w.submit).click();
      await expect(member.getByText(w.wrong ?? "", { exact: true })).toBeVisible();
      await expect(member.locator("#flag")).toHaveValue("LF{41}");
      await look(member, `competition-challenge-${locale}`);
      await member.locator("#flag").fill("LF{42}");
      await button(member, w.submit).click();
      await expect(member.getByText(w.solvedText ?? "")).toBeVisible();
      await expect(row(spectator, ours)).toContainText("480");
      await expect(spectator.getByRole("heading", { name: w.bloods ?? "" })).toBeVisible();
      await look(spectator, `competition-board-${locale}`);
      await member.locator("#body").fill("过滤功能码 6，只有一台主机写过 40021。Filter by function code 6.");
      await member.locator("#assistance").selectOption("assisted");
      await button(member, w.sendWriteup).click();
      await expect(member.getByText(w.writeupSent ?? "", { exact: true })).toBeVisible();
      await look(member, `competition-writeup-form-${locale}`);
      await member.goto(`${base}/team`);
      await expect(member.getByText("480").first()).toBeVisible();
      await look(member, `competition-own-standing-${locale}`);
    });

    await test.step("the organiser watches, tells everybody, pauses and resumes, and previews a ban", async () => {
      await organiser.goto(`${base}/manage/log`);
      await expect(organiser.locator("main li").filter({ hasText: "LF{41}" })).toBeVisible();
      await look(organiser, `competition-log-${locale}`);
      await organiser.goto(`${base}/manage`);
      await expect(row(organiser, task)).toContainText("100%");
      await organiser.locator("#announce-titleZh").fill("请注意");
      await organiser.locator("#announce-titleEn").fill("Please note");
      await button(organiser, w.announce).click();
      await expect(organiser.getByText(w.announced ?? "")).toBeVisible();
      await look(organiser, `competition-console-${locale}`);
      await captain.goto(base);
      await expect(captain.getByText(zh ? "请注意" : "Please note").first()).toBeVisible();
      await look(captain, `competition-overview-${locale}`);
      await confirmed(organiser, w.step_pause);
      await expect(button(organiser, w.step_resume).first()).toBeVisible();
      // Whoever looks is told without asking.
      await expect(captain.getByText(w.pausedText ?? "")).toBeVisible();
      await confirmed(organiser, w.step_resume);
      await expect(button(organiser, w.step_pause).first()).toBeVisible();
      await organiser.goto(`${base}/manage/teams`);
      await organiser
        .locator("main li")
        .filter({ hasText: ours })
        .getByRole("button", { name: w.more ?? "" })
        .click();
      await button(organiser, w.preview).click();
      await expect(organiser.getByText(`${ours}${zh ? "：" : ": "}`)).toBeVisible();
      await look(organiser, `competition-ban-${locale}`);
    });

    await test.step("another team's flag opens a case, which is heard and decided by two", async () => {
      await organiser.goto(`${base}/manage/challenges`);
      await room(organiser, task).click();
      const list = await room(organiser, w.teamFlagsFile).getAttribute("href");
      const lines = (await (await organiser.request.get(list ?? "")).text()).split("\r\n");
      const flag =
        lines
          .find((line) => line.includes(ours))
          ?.split(",")
          .at(-1) ?? "";
      expect(flag).toMatch(/^LF\{team-[0-9a-f]{32}$/u);
      await rival.goto(`${base}/challenges`);
      await room(rival, task).click();
      await rival.locator("#flag").fill(flag);
      await button(rival, w.submit).click();
      await expect(rival.getByText(w.wrong ?? "", { exact: true })).toBeVisible();
      // What else the signals found (answers that came fast, say) are cases of their own.
      const theCase = (page: Page) => page.locator("main section", { hasText: w.signal_foreignFlag ?? "" });
      await rival.goto(`${base}/cases`);
      await theCase(rival)
        .getByLabel(w.reply ?? "")
        .fill("我们在公共屏幕上看到的。We saw it on a public screen.");
      await theCase(rival)
        .getByRole("button", { name: w.sendReply ?? "" })
        .click();
      await expect(theCase(rival).getByText(w.case_replied ?? "", { exact: true })).toBeVisible();
      const { page: second } = await at("organiser2@yanjiu.example");
      for (const [page, seen] of [
        [organiser, w.secondWord],
        [second, w.case_decided],
      ] as const) {
        await page.goto(`${base}/cases`);
        if (page === organiser) await look(page, `competition-case-console-${locale}`);
        await theCase(page)
          .getByLabel(w.sanction ?? "")
          .selectOption("warning");
        await theCase(page)
          .getByLabel(w.reason ?? "")
          .fill("说明可信。A credible account.");
        await theCase(page)
          .getByRole("button", { name: w.decide ?? "" })
          .click();
        await expect(theCase(page).getByText(seen ?? "", { exact: true })).toBeVisible();
      }
      await second.context().close();
      await rival.reload();
      await expect(theCase(rival).getByText(w.case_decided ?? "", { exact: true })).toBeVisible();
      await expect(theCase(rival).getByText(w.sanction_warning ?? "")).toBeVisible();
      await look(rival, `competition-case-${locale}`);
      await spectator.goto(`${base}/writeups`);
      await expect(spectator.getByText(w.noWriteups ?? "")).toBeVisible();
      await spectator.goto(`${base}/board`);
      await expect(spectator.getByText(w.liveOn ?? "", { exact: true })).toBeVisible();
    });

    await test.step("the board freezes under a late solve, and thaws with the result", async () => {
      await organiser.goto(`${base}/manage`);
      await confirmed(organiser, w.step_freeze);
      await expect(button(organiser, w.step_freeze)).toHaveCount(0);
      await expect(spectator.getByText(w.frozenText ?? "")).toBeVisible();
      await organiser.goto(`${base}/board`);
      await expect(row(organiser, theirs)).not.toContainText("499");
      await expect(organiser.getByText(w.frozenOrganiser ?? "")).toBeVisible();
      await expect(organiser.getByText(w.liveOn ?? "", { exact: true })).toBeVisible();
      await rival.goto(`${base}/challenges`);
      await room(rival, task).click();
      await expect(rival.locator("#flag")).toBeVisible();
      await rival.locator("#flag").fill("LF{42}");
      await button(rival, w.submit).click();
      await expect(rival.getByText(w.solvedText ?? "")).toBeVisible();
      // The organiser's board moves by itself; everybody else's stands still.
      await expect(row(organiser, theirs)).toContainText("499");
      await spectator.reload();
      await expect(row(spectator, theirs)).not.toContainText("499");
      await look(spectator, `competition-frozen-${locale}`);
      await organiser.goto(`${base}/manage`);
      await confirmed(organiser, w.step_end);
      await confirmed(organiser, w.step_review);
      await confirmed(organiser, w.step_finalise, zh ? "核查均已处理。" : "All cases are closed.");
      await expect(organiser.getByText(w.manageText_finalised ?? "")).toBeVisible();
      await expect(row(spectator, theirs)).toContainText("499");
    });

    await test.step("writeups are out, and whoever likes practises", async () => {
      await spectator.goto(`${base}/writeups`);
      await expect(spectator.getByText("Filter by function code 6.", { exact: false })).toBeVisible();
      await expect(spectator.getByText(w.assistanceTag_assisted ?? "", { exact: true })).toBeVisible();
      await look(spectator, `competition-writeups-${locale}`);
      await rival.goto(`${base}/challenges`);
      await room(rival, task).click();
      await rival.locator("#flag").fill("LF{42}");
      await button(rival, w.practise).click();
      await expect(rival.getByText(w.practiceRight ?? "")).toBeVisible();
      await rival.goto(`${base}/challenges`);
      await expect(rival.getByText(w.practised ?? "", { exact: true })).toBeVisible();
      await look(rival, `competition-practice-${locale}`);
    });

    await test.step("anybody downloads the archive and computes the table anew", async () => {
      await spectator.goto(base);
      await look(spectator, `competition-final-${locale}`);
      const link = await room(spectator, w.archive).getAttribute("href");
      const answer = await spectator.request.get(link ?? "");
      const folder = mkdtempSync(join(tmpdir(), "lianfang-archive-"));
      writeFileSync(join(folder, "archive.json"), await answer.body());
      const said = execFileSync(
        process.execPath,
        ["--import", "tsx", "scripts/competition-recompute.ts", join(folder, "archive.json")],
        { encoding: "utf8" },
      );
      rmSync(folder, { recursive: true });
      expect(said).toContain(theirs);
    });
    for (const page of [organiser, captain, member, rival, spectator]) await page.context().close();
  });
}
