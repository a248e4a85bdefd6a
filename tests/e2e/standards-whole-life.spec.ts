import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import pg from "pg";
import { runningPostgres } from "@/server/platform/embedded-postgres";
import { expect, test } from "./browser";
import { accessible, guest, type Locale, picture } from "./community";

/** From the proposal to the review, by hand: GB/T in Chinese until the withdrawal, ISO stages in English until it is confirmed. */

const story = {
  "zh-CN": {
    profile: "gbt",
    title: ["titleZh", "工业无线网络准入要求（演示）"],
    purpose: "现场无线终端的准入做法不一，缺少可检验的共同要求。",
    scope: "本文件规定了工业无线网络准入的要求，适用于运营单位。",
    clause: "准入控制",
    provision: "无线终端应经认证后接入。",
    reference: "第1章",
    table: "期限",
    comment: "应说明复核的期限。",
    change: "复核应每年一次。",
    rule: "gbCommittee",
    official: "GB/T 99001—2026",
    decision: "withdraw",
  },
  en: {
    profile: "iso",
    title: ["titleEn", "Admission to industrial wireless networks (demo)"],
    purpose: "Sites admit wireless devices in different ways; common and testable requirements are missing.",
    scope: "This document specifies the admission of devices to industrial wireless networks.",
    clause: "Admission control",
    provision: "A wireless device shall be authenticated before it is admitted.",
    reference: "Clause 1",
    table: "Period",
    comment: "Say how often admissions are reviewed.",
    change: "Admissions shall be reviewed every year.",
    rule: "dis",
    official: "ISO/IEC 99001:2026",
    decision: "confirm",
  },
} as const;
const members = [
  ["buyer1@linhe-water.example", "industryUser"],
  ["expert@yanjiu.example", "research"],
] as const;

for (const locale of ["zh-CN", "en"] as const)
  test(`a standard from its proposal to its review (${locale})`, async ({ browser, origin, password }) => {
    test.setTimeout(300_000);
    const told = story[locale];
    const say = wordsOf(locale, "standards");
    const life = wordsOf(locale, "standardsLife");
    const secretary = await guest(browser, origin, locale, "provider1@dunpai.example", password);
    const desk = secretary.page;
    const room = await secretary.context.newPage();
    const others = await Promise.all(members.map(([email]) => memberOf(browser, origin, locale, email, password)));
    const [first] = others;
    if (!first) throw new Error("no member");

    await test.step("proposed, and the group convened", async () => {
      await desk.goto(`/${locale}/standards/new`);
      await desk.locator(`#${told.title[0]}`).fill(told.title[1]);
      await desk.locator("#profile").selectOption(told.profile);
      await desk.locator("#category").selectOption("vendor");
      await desk.locator("#purpose").fill(told.purpose);
      await desk.getByRole("button", { name: say("propose") }).click();
      await expect(desk.getByRole("heading", { level: 1 })).toContainText(told.title[1]);
      await desk.locator("summary", { hasText: say("addMember") }).click();
      for (const [index, [email, category]] of members.entries()) {
        await desk.locator("#email").fill(email);
        await desk.locator("#category").selectOption(category);
        await desk.getByRole("button", { name: say("addMember"), exact: true }).click();
        await expect(desk.getByRole("table", { name: say("members") }).getByRole("row")).toHaveCount(index + 3);
      }
    });
    const workspace = new URL(desk.url()).pathname;
    const id = workspace.split("/").at(-1) ?? "";

    const lead = async (act: string, reached: string) => {
      await desk.locator("#act").selectOption(act);
      await desk.locator("#reason").fill(told.purpose);
      await desk.getByRole("button", { name: say("confirm"), exact: true }).click();
      await expect(desk.getByText(new RegExp(`^${reached.replace(".", "\\.")} `, "u")).first()).toBeVisible();
    };

    await test.step("every organisation answers the patent call", async () => {
      for (const [index, page] of [desk, ...others].entries()) {
        if (page !== desk) await page.goto(workspace);
        await page.getByRole("button", { name: say("declarePatents") }).click();
        await expect(page.getByRole("listitem").filter({ hasText: say("patentNone") })).toHaveCount(index + 1);
      }
      await desk.reload();
      await seen(desk, `life-workspace-${locale}`);
      await lead("close", "10.60");
      await lead("approve", "20.20");
    });

    let clause = "";
    await test.step("written live and in a form, with a table and a reference to a clause", async () => {
      await room.goto(workspace);
      await room.getByRole("link", { name: say("kind_scope") }).click();
      await room.getByRole("link", { name: say("formInstead") }).click();
      const save = room.getByRole("button", { name: say("save"), exact: true });
      await expect(save).toBeEnabled();
      await room.locator("[contenteditable=true]").click();
      await room.keyboard.type(told.scope);
      await save.click();
      await expect(save).toBeEnabled();
      await room.getByRole("link", { name: say("liveInstead") }).click();
      await expect(room.getByText(say("live_synced"))).toBeVisible();
      await expect(room.locator("[contenteditable=true]")).toContainText(told.scope);

      await room.goto(workspace);
      await room.locator("summary", { hasText: say("addClause") }).click();
      await room.locator("#title").fill(told.clause);
      await room.getByRole("button", { name: say("addClause"), exact: true }).click();
      const editor = room.locator("[contenteditable=true]");
      await expect(editor).toBeVisible();
      clause = new URL(room.url()).pathname.split("/").at(-1) ?? "";
      await editor.click();
      await room.keyboard.type(told.provision);
      await room.getByRole("combobox", { name: say("insert_clauseLink") }).selectOption({ index: 2 });
      await expect(editor.locator(".clause-reference")).toHaveText(told.reference);
      await room.getByRole("button", { name: say("insert_table") }).click();
      await editor.locator("th").first().click();
      await room.keyboard.type(told.table);
      await expect(room.getByText(say("live_synced"))).toBeVisible();
      await seen(room, `life-editor-${locale}`);
      await desk.reload();
      await othersAnswer(id, "20");
      await lead("close", "20.60");
      await lead("approve", "30.20");
    });

    await test.step("the committee comments; an accepted comment changes the frozen table", async () => {
      await first.goto(`${workspace}/comments`);
      await first.locator("#clauseId").selectOption(clause);
      await first.locator("#kind").selectOption("te");
      await first.locator("#comment").fill(told.comment);
      await first.locator("#proposedChange").fill(told.change);
      await first.getByRole("button", { name: say("send"), exact: true }).click();
      await expect(first.getByText(told.comment)).toBeVisible();
      await room.goto(`${workspace}/comments`);
      await room.locator("summary", { hasText: new RegExp(`^${say("resolve")}$`, "u") }).click();
      await room.getByRole("button", { name: say("resolve"), exact: true }).click();
      await expect(room.getByText(say("resolution_accepted")).first()).toBeVisible();

      await first.goto(`${workspace}/changes?clause=${clause}`);
      const editor = first.locator("[contenteditable=true]");
      await editor.locator("td").first().click();
      await first.keyboard.type(told.change);
      await first.locator("#change-reason").fill(told.comment);
      await first.getByRole("checkbox").first().check();
      await seen(first, `life-change-${locale}`);
      await first.getByRole("button", { name: life("requestChange"), exact: true }).click();
      await expect(first.locator("ins")).toContainText(told.change);
      await room.goto(`${workspace}/changes`);
      await room.getByRole("button", { name: life("accept"), exact: true }).click();
      await room.getByRole("button", { name: life("apply") }).click();
      await expect(room.getByText(life("state_applied").split("{")[0] ?? "").first()).toBeVisible();
      await room.goto(`${workspace}/redline?from=1`);
      await expect(room.locator("ins", { hasText: told.change }).first()).toBeVisible();
      await seen(room, `life-redline-${locale}`);
      await room.goto(`${workspace}/comments/report`);
      await expect(room.locator("main")).toContainText(told.comment);
      await seen(room, `life-report-${locale}`);
      await pass(daysLater, id);
      await desk.reload();
      await othersAnswer(id, "30");
      await lead("close", "30.60");
      await lead("approve", "40.20");
    });

    await test.step("tried on a site, mapped to another standard", async () => {
      await first.goto(`${workspace}/trials`);
      await first.locator("#trial-clause").selectOption(clause);
      await first.locator("#provision").fill(told.provision);
      await first.locator("#method").fill(told.comment);
      await first.locator("#site").fill("Demo site");
      const evidence = { name: "log.csv", mimeType: "text/csv", buffer: Buffer.from("invented evidence") };
      await first.locator("#evidence").setInputFiles(evidence);
      await first.getByRole("button", { name: life("recordTrial"), exact: true }).click();
      await expect(first.getByText("log.csv")).toBeVisible();
      await seen(first, `life-trial-${locale}`);
      await first.goto(`${workspace}/mapping`);
      await first.locator("#targetStandardId").selectOption({ index: 1 });
      await first.getByRole("button", { name: life("addDocument"), exact: true }).click();
      await first.locator("#map-clause").selectOption(clause);
      await expect(first.locator("#identifiers option").first()).toBeAttached();
      await first.locator("#target").fill("4");
      await first.locator("#rationale").fill(told.comment);
      await first.getByRole("button", { name: life("mapClause"), exact: true }).click();
      await expect(first.getByRole("region", { name: life("matrix") }).getByRole("listitem")).toContainText("4");
      await seen(first, `life-mapping-${locale}`);
    });

    const vote = async (choice: string) => {
      for (const page of [room, ...others]) {
        await page.goto(`${workspace}/ballots`);
        await page.locator("#vote").selectOption(choice);
        if (choice === "withdraw") await page.locator("#voteReason").fill(told.comment);
        await page.getByRole("button", { name: say("vote"), exact: true }).click();
        await expect(page.getByText(say("receipt")).first()).toBeVisible();
      }
    };
    const ballot = async (rule: string, choice: string, name: string) => {
      await room.goto(`${workspace}/ballots`);
      await room.locator("#rule").selectOption(rule);
      await room.locator("#closesAt").fill("2099-01-01T12:00");
      await room.getByRole("button", { name: say("openBallot"), exact: true }).click();
      await expect(room.locator("#vote")).toBeVisible();
      await vote(choice);
      await pass(
        `UPDATE "Ballot" SET "closesAt" = clock_timestamp() - interval '1 second' WHERE "standardId" = $1 AND "closedAt" IS NULL`,
        id,
      );
      await room.reload();
      // The job counts as well: whoever comes first, the page shows the result.
      const count = room.getByRole("button", { name: say("count"), exact: true });
      if (await count.isVisible()) await count.click();
      await expect(async () => {
        await room.reload();
        await expect(room.getByText(say("rollCall")).first()).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await seen(room, `life-${name}-${locale}`);
    };

    await test.step("balloted, approved, numbered and published", async () => {
      await ballot(told.rule, "approve", "ballot");
      await pass(daysLater, id);
      await desk.reload();
      await othersAnswer(id, "40");
      await lead("close", "40.60");
      await lead("approve", "50.20");
      await desk.locator("#official-number").fill(told.official);
      await desk.getByRole("button", { name: say("save"), exact: true }).click();
      await expect(desk.locator("#official-number")).toHaveValue(told.official);
      await othersAnswer(id, "50");
      await lead("close", "50.60");
      await lead("approve", "60.20");
      await lead("close", "60.60");
      const visitor = await guest(browser, origin, locale, null, password);
      await visitor.page.goto(`${workspace}/text`);
      await expect(visitor.page.locator("main")).toContainText(told.change);
      await visitor.page.goto(`${workspace}/life`);
      await expect(visitor.page.locator("main")).toContainText(told.official);
      await seen(visitor.page, `life-published-${locale}`);
      const pdf = await visitor.page.request.get(`/api${workspace.replace(`/${locale}`, "")}/standard.pdf`);
      mkdirSync(".artifacts/pictures", { recursive: true });
      writeFileSync(`.artifacts/pictures/life-${locale}.pdf`, await pdf.body());
      await visitor.context.close();
    });

    await test.step("reviewed: the ballot decides", async () => {
      await lead("review", "90.20");
      await ballot("systematicReview", told.decision, "review");
      await desk.reload();
      await lead("close", "90.60");
      if (told.decision === "confirm") await lead("confirm", "90.93");
      else {
        await lead("withdraw", "95.20");
        await lead("close", "95.60");
        await desk.locator("#replacedById").selectOption({ index: 1 });
        await lead("approve", "95.99");
        await expect(desk.getByText(life("replacedBy")).first()).toBeVisible();
      }
      await seen(desk, `life-end-${locale}`);
    });
    for (const page of [desk, ...others]) await page.context().close();
  });

async function memberOf(browser: Browser, origin: string, locale: Locale, email: string, password: string) {
  return (await guest(browser, origin, locale, email, password)).page;
}

/** Screens that no other journey shows to axe; their structure is the same in both languages. */
const readOnce = ["life-workspace-zh-CN", "life-change-zh-CN", "life-trial-zh-CN"];

async function seen(page: Page, name: string): Promise<void> {
  await picture(page, name);
  if (readOnce.includes(name)) await accessible(page);
}

function wordsOf(locale: Locale, namespace: string): (key: string) => string {
  const words = JSON.parse(readFileSync(`src/i18n/messages/${locale}/${namespace}.json`, "utf8")) as Record<
    string,
    string
  >;
  return (key) => words[key] ?? key;
}

/** What the others click at every stage as they did at the first. */
function othersAnswer(id: string, stage: string): Promise<void> {
  return pass(
    `INSERT INTO "PatentDeclaration" ("standardId", "organisationId", "revision", "stage", "holds", "details", "byId")
     SELECT "standardId", "organisationId", 1, '${stage}', false, '', "personId" FROM "GroupMember" WHERE "standardId" = $1`,
    id,
  );
}

/** The longest consultation has lasted. */
const daysLater = `UPDATE "Standard" SET "stageSince" = "stageSince" - interval '61 days' WHERE "id" = $1`;

/** Lets time pass, or others act: what would come is written to the demo's rows. */
async function pass(sql: string, id: string): Promise<void> {
  const client = new pg.Client({ connectionString: runningPostgres(process.env.E2E_DATA_DIR ?? "") ?? "" });
  await client.connect();
  await client.query(sql, [id]).finally(() => client.end());
}
