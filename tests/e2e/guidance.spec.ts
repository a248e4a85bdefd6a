import type { Browser, Page } from "@playwright/test";
import pg from "pg";
import { runningPostgres } from "@/server/platform/embedded-postgres";
import { Authenticator } from "./authenticator";
import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";

/**
 * Two regulators, an enterprise and a citizen: a text is drafted, signed by the second body, read and acknowledged by
 * whom it concerns, counted for those who issued it; and a draft is commented on by anybody.
 */
const title = "变电站网关接入要求（演示）";

/** The same page in the other language, for its picture; the page stays there. */
async function pictureInOther(page: Page, name: string): Promise<void> {
  const { pathname, search } = new URL(page.url());
  const [here, there] = pathname.startsWith("/en") ? ["en", "zh-CN"] : ["zh-CN", "en"];
  await page.goto(`${pathname.replace(`/${here}`, `/${there}`)}${search}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await picture(page, `${name}-${there}`);
}

test("a joint text reaches whom it concerns, and a draft is heard about", async ({ browser, origin, password }) => {
  test.setTimeout(300_000);
  const first = await regulator(browser, origin, "regulator1@gongye-anquan.example", password);
  const second = await regulator(browser, origin, "regulator3@zhejiang-gongxin.example", password);
  const firm = await guest(browser, origin, "zh-CN", "buyer1@linhe-water.example", password);
  const citizen = await guest(browser, origin, "en", "provider2@shanhe.example", password);

  await test.step("the first regulator drafts in plain fields and hands in", async () => {
    await first.goto("/zh-CN/guidance/new");
    await first.getByLabel("标题（中文）").fill(title);
    await first.getByLabel("摘要（中文）").fill("网关接入生产网络前的要求。");
    await first
      .getByLabel("正文（中文）")
      .fill("## 范围\n\n适用于所有单位。\n\n## 要求\n\n- 关闭不用的端口 <script>alert(1)</script>");
    await first.getByLabel("浙江省工业安全协调处（演示）").check();
    await first.getByRole("button", { name: "添加规则" }).click();
    await first.getByRole("button", { name: "添加事项" }).click();
    await first.getByLabel("事项（中文）").fill("列出所有网关");
    await first.getByLabel("几天内确认阅知").fill("15");
    await accessible(first);
    await picture(first, "guidance-form-zh-CN");
    await first.getByRole("button", { name: "保存草稿" }).click();
    await expect(first.getByRole("heading", { level: 1, name: title })).toBeVisible();
    const draft = new URL(first.url()).pathname;
    await first.goto(`${draft.replace("/zh-CN/", "/en/")}/edit`);
    await expect(first.getByLabel("Title (Chinese)")).toHaveValue(title);
    await picture(first, "guidance-form-en");
    await first.goto(draft);
    await first.getByRole("button", { name: "送会签" }).click();
    await first.getByRole("dialog").getByRole("button", { name: "送会签" }).click();
    await expect(first.getByText("尚缺：浙江省工业安全协调处（演示）")).toBeVisible();
  });

  const path = new URL(first.url()).pathname;

  await test.step("until the second signs, nobody else finds it", async () => {
    expect((await firm.page.goto(path))?.status()).toBe(404);
    await firm.page.goto(`/zh-CN/guidance?query=${encodeURIComponent("变电站网关")}`);
    await expect(firm.page.getByText("没有符合条件的文件")).toBeVisible();
  });

  await test.step("the second regulator signs", async () => {
    await second.goto("/zh-CN/guidance/desk");
    await expect(second.getByText("等待贵单位签署").first()).toBeVisible();
    await picture(second, "guidance-desk-zh-CN");
    await pictureInOther(second, "guidance-desk");
    await second.goto(path);
    await second.getByRole("button", { name: "签署", exact: true }).click();
    await second.getByRole("dialog").getByRole("button", { name: "签署", exact: true }).click();
    await expect(second.getByText("现行有效")).toBeVisible();
  });

  await test.step("the enterprise sees that it applies, why, and by when; acknowledges; ticks off", async () => {
    await firm.page.goto("/zh-CN/guidance/applies");
    await expect(firm.page.getByRole("link", { name: title })).toBeVisible();
    await accessible(firm.page);
    await picture(firm.page, "guidance-applies-zh-CN");
    await pictureInOther(firm.page, "guidance-applies");
    await firm.page.goto("/zh-CN/guidance/applies");
    await firm.page.getByRole("link", { name: title }).click();
    await expect(firm.page.getByText("适用于贵单位").first()).toBeVisible();
    await expect(firm.page.getByText("<script>alert(1)</script>")).toBeVisible();
    await firm.page.getByRole("button", { name: "代表本单位确认阅知" }).click();
    await firm.page.getByRole("dialog").getByRole("button", { name: "代表本单位确认阅知" }).click();
    await expect(firm.page.getByText(/^陈采.*确认阅知$/u)).toBeVisible();
    await firm.page.getByText("更新进度和证据").first().click();
    await firm.page.getByLabel("状态").first().selectOption("done");
    await firm.page.getByRole("button", { name: "保存" }).click();
    await expect(firm.page.getByText("完成 1/1", { exact: true })).toBeVisible();
    await accessible(firm.page);
    await picture(firm.page, "guidance-checklist-zh-CN");
    await pictureInOther(firm.page, "guidance-checklist");
  });

  await test.step("the enterprise keeps a filter under a name and comes back to it", async () => {
    await firm.page.goto("/zh-CN/guidance?topic=crowdTesting");
    await firm.page.getByText("保存此筛选").first().click();
    await firm.page.getByLabel("筛选名称").fill("众测相关");
    await firm.page.getByRole("button", { name: "保存此筛选" }).click();
    await expect(firm.page.getByRole("link", { name: "众测相关" })).toBeVisible();
    await accessible(firm.page);
    await picture(firm.page, "guidance-filters-zh-CN");
    await pictureInOther(firm.page, "guidance-filters");
    await firm.page.goto("/zh-CN/guidance");
    await firm.page.getByRole("link", { name: "众测相关" }).click();
    await expect(firm.page).toHaveURL(/topic=crowdTesting/u);
    await firm.page.getByRole("button", { name: "删除筛选“众测相关”" }).click();
    await expect(firm.page.getByRole("link", { name: "众测相关" })).toHaveCount(0);
  });

  await test.step("the first regulator sees the reach on the map and in figures", async () => {
    await first.goto("/zh-CN/guidance");
    await first.getByRole("link", { name: "工业控制系统远程运维安全指南（演示）" }).click();
    await first.getByRole("link", { name: "送达与完成" }).click();
    await expect(first.getByRole("img", { name: "各地区完成情况" })).toBeVisible();
    await accessible(first);
    await picture(first, "guidance-reach-zh-CN");
    await first.goto(path.replace("zh-CN", "en"));
    await first.getByRole("link", { name: "Reach and completion" }).click();
    await expect(first.getByRole("img", { name: "Completion by region" })).toBeVisible();
    await picture(first, "guidance-reach-en");
  });

  await test.step("a person comments on a section of the draft and supports what another said", async () => {
    await citizen.page.goto("/en/guidance/consultations");
    await citizen.page.getByRole("link", { name: /Three-year action plan/u }).click();
    await citizen.page.getByLabel("About").selectOption({ label: "Tasks" });
    await citizen.page.getByLabel("Your comment").fill("Give small firms a template for the list of suppliers.");
    await citizen.page.getByRole("button", { name: "Send comment" }).click();
    await expect(citizen.page.getByText("Give small firms a template for the list of suppliers.").last()).toBeVisible();
    await citizen.page.getByRole("button", { name: "Support", exact: true }).first().click();
    await expect(citizen.page.getByRole("button", { name: "Supported" })).toBeVisible();
    await accessible(citizen.page);
    await picture(citizen.page, "guidance-consultation-en");
    const consultation = new URL(citizen.page.url()).pathname.replace("/en/", "/zh-CN/");
    await first.goto(consultation);
    await first.getByRole("button", { name: "查找重复意见" }).click();
    await expect(first.getByText("可能重复的 2 条")).toBeVisible();
    await picture(first, "guidance-consultation-zh-CN");
    await first.getByRole("button", { name: "归为一组" }).first().click();
    await first.getByText("答复及理由").first().click();
    await first.getByLabel("处理").selectOption("partly");
    await first.getByRole("textbox", { name: "答复及理由" }).fill("小微企业每两年演练一次，并提供模板。");
    await first.getByRole("button", { name: "公开答复" }).click();
    await expect(first.getByText("部分采纳").first()).toBeVisible();

    const id = consultation.split("/").at(-1);
    await inDatabase((client) =>
      client.query(
        `UPDATE "Consultation" SET "opensAt" = "opensAt" - interval '90 days', "closesAt" = now()
        WHERE "id" = $1`,
        [id],
      ),
    );
    await first.goto(consultation);
    await first
      .getByRole("textbox", { name: "正文（中文）" })
      .fill("## 目标 {#s1}\n\n三年内，规模以上企业完成分类分级。\n\n## 任务 {#s2}\n\n- 小微企业每两年一次应急演练");
    await first.getByRole("button", { name: "公布修改稿" }).click();
    await expect(first.getByRole("heading", { name: "修改稿（对照）" })).toBeVisible();
    await first.getByRole("button", { name: "完成并公布结果" }).click();
    await accessible(first);
    await picture(first, "guidance-annotated-zh-CN");
    await pictureInOther(first, "guidance-annotated");
    await citizen.page.goto(consultation.replace("/zh-CN/", "/en/"));
    await citizen.page.getByRole("link", { name: "Outcome report" }).click();
    await expect(citizen.page.getByText("Accepted in part")).toBeVisible();
    await expect(citizen.page.getByText("小微企业每两年演练一次，并提供模板。")).toBeVisible();
    await accessible(citizen.page);
    await picture(citizen.page, "guidance-outcome-en");
    await pictureInOther(citizen.page, "guidance-outcome");
  });

  await test.step("a visitor without an account reads it, in plain words too", async () => {
    const visitor = await guest(browser, origin, "en", null, password);
    await visitor.page.goto("/en/guidance");
    await expect(visitor.page.getByRole("region", { name: "My filters" })).toHaveCount(0);
    await accessible(visitor.page);
    await picture(visitor.page, "guidance-list-en");
    await visitor.page.getByRole("link", { name: /secure remote maintenance/u }).click();
    await visitor.page.getByRole("link", { name: "Read it in plain words" }).click();
    await expect(visitor.page.getByText("Write down which devices can be reached from outside")).toBeVisible();
    await accessible(visitor.page);
    await picture(visitor.page, "guidance-plain-en");
    await pictureInOther(visitor.page, "guidance-plain");
    await visitor.page.goto("/en/guidance");
    await pictureInOther(visitor.page, "guidance-list");
  });
});

test("a document scheduled for a minute is on no page, feed or interface before it, and on all in it", async ({
  request,
  origin,
}) => {
  await inDatabase(async (client) => {
    const { rows } = await client.query<{ id: string; titleZh: string }>(
      `SELECT "documentId" AS id, "titleZh" FROM "GuidanceEdition" WHERE "state" = 'approved' AND "publishAt" > now()`,
    );
    const { id = "", titleZh = "" } = rows[0] ?? {};
    expect(titleZh).not.toBe("");
    const word = encodeURIComponent(titleZh.slice(0, 6));
    const find = encodeURIComponent(JSON.stringify({ query: titleZh.slice(0, 6) }));
    const exits = [
      "/zh-CN/guidance?status=all",
      `/zh-CN/guidance?status=all&query=${word}`,
      `/zh-CN/guidance/${id}`,
      `/zh-CN/guidance/${id}?edition=1`,
      "/api/guidance/feed.atom?lang=zh-CN",
      `/api/guidance/${id}/akn.xml?lang=zh-CN`,
      `/api/guidance/${id}/legislation.jsonld?lang=zh-CN`,
      "/api/v1/guidance?status=all",
      `/api/v1/guidance/${id}`,
      `/api/trpc/search.find?input=${find}`,
    ];
    // Asked twice before: what a cache kept then would be seen in the minute itself.
    const ask = async () =>
      Promise.all(
        exits.map(async (path) => {
          const answer = await request.get(`${origin}${path}`);
          const kept = /(?:public|s-maxage|max-age=[1-9])/u.test(answer.headers()["cache-control"] ?? "");
          return [path, (await answer.text()).includes(titleZh), kept];
        }),
      );
    const all = (said: boolean) => exits.map((path) => [path, said, false]);
    expect(await ask()).toEqual(all(false));
    expect(await ask()).toEqual(all(false));
    await client.query(
      `UPDATE "GuidanceEdition" SET "publishAt" = date_trunc('minute', clock_timestamp()) WHERE "documentId" = $1`,
      [id],
    );
    expect(await ask()).toEqual(all(true));
  });
});

/** Lets time pass: what the clock would bring is written to the demo's rows. */
async function inDatabase(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: runningPostgres(process.env.E2E_DATA_DIR ?? "") ?? "" });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Regulators have to show a second factor before they act; they set it up at their first sign-in. */
async function regulator(browser: Browser, origin: string, email: string, password: string): Promise<Page> {
  const { page } = await guest(browser, origin, "zh-CN", email, password);
  await page.goto("/zh-CN/account/second-factor");
  await page.getByRole("button", { name: "开始设置", exact: true }).click();
  const app = new Authenticator((await page.locator("#secret").textContent()) ?? "");
  await page.locator("#code").fill(await app.code());
  await page.getByRole("button", { name: "确认", exact: true }).click();
  const kept = page.getByRole("button", { name: "我已保存，继续" });
  await kept.click();
  await expect(kept).toHaveCount(0);
  return page;
}
