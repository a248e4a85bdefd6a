import { mkdirSync, writeFileSync } from "node:fs";
import { editorSchemaVersion } from "@/domain/standards/editor-schema";
import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";

const draft = { "zh-CN": "工业控制系统远程运维安全要求（演示）", en: "Security requirements for remote maintenance" };
const consulted = {
  "zh-CN": "中小工厂网络分区实施指南（演示）",
  en: "Guideline for network zoning in small factories",
};
const clauseName = { "zh-CN": "会话控制", en: "会话控制" };

for (const locale of ["zh-CN", "en"] as const) {
  test(`two members write one clause together, and everybody reads what is out for comments (${locale})`, async ({
    browser,
    origin,
    password,
  }) => {
    test.setTimeout(180_000);
    const secretary = await guest(browser, origin, locale, "provider1@dunpai.example", password);
    const member = await guest(browser, origin, locale, "expert@yanjiu.example", password);
    const visitor = await guest(browser, origin, locale, null, password);

    await test.step("both open the same clause and see each other's words", async () => {
      await secretary.page.goto(`/${locale}/standards?scope=mine`);
      await picture(secretary.page, `standards-${locale}`);
      await accessible(secretary.page);
      await secretary.page.getByRole("link", { name: draft[locale] }).first().click();
      await expect(secretary.page.getByRole("heading", { level: 1 })).toContainText(draft[locale]);
      await picture(secretary.page, `standard-workspace-${locale}`);
      await accessible(secretary.page);
      const workspace = new URL(secretary.page.url()).pathname;
      await secretary.page.getByRole("link", { name: clauseName[locale] }).click();
      const editor = secretary.page.locator("[contenteditable=true]");
      await expect(editor).toContainText("逐次批准");
      await member.page.goto(new URL(secretary.page.url()).pathname);
      const other = member.page.locator("[contenteditable=true]");
      await expect(other).toContainText("逐次批准");
      await editor.click();
      await secretary.page.keyboard.press("Control+End");
      await secretary.page.keyboard.type(locale === "en" ? " Written by the secretary." : "秘书补充。");
      await expect(other).toContainText(locale === "en" ? "Written by the secretary." : "秘书补充。");
      await other.click();
      await member.page.keyboard.press("Control+Home");
      await member.page.keyboard.type(locale === "en" ? "Member: " : "委员：");
      await expect(editor).toContainText(locale === "en" ? "Member:" : "委员：");
      await picture(secretary.page, `clause-editor-${locale}`);
      await accessible(secretary.page);
      for (const part of ["text", "checks", "comments", "ballots"]) {
        await secretary.page.goto(`${workspace}/${part}`);
        await expect(secretary.page.getByRole("heading", { level: 1 })).toBeVisible();
        await picture(secretary.page, `standard-${part}-${locale}`);
        await accessible(secretary.page);
      }
      await visitor.page.goto(workspace);
      await expect(visitor.page.locator("main")).not.toContainText("逐次批准");
    });

    await test.step("a visitor reads the consultation draft", async () => {
      await visitor.page.goto(`/${locale}/standards?scope=consultations`);
      await visitor.page.getByRole("link", { name: consulted[locale] }).first().click();
      await expect(visitor.page.getByRole("heading", { level: 1 })).toContainText(consulted[locale]);
      await visitor.page.goto(`${new URL(visitor.page.url()).pathname}/text`);
      await expect(visitor.page.locator("main")).toContainText("生产网应与办公网分开");
      await picture(visitor.page, `standard-public-text-${locale}`);
      await accessible(visitor.page);
    });
    for (const { context } of [secretary, member, visitor]) await context.close();
  });
}

/** A web page as people copy it: styles, classes, scripts, and in between what was meant. */
const pasted = `<html><head><style>p{color:red}</style><script>window.stolen=1</script></head><body>
<div class="ad" style="font:20px x"><h2 style="color:red">标题行</h2><p onclick="steal()">口令应<b>定期</b>更换。</p>
<ul><li><span style="x">第一项</span></li></ul><table class="t"><tr><th>对象</th><td>期限</td></tr></table></div></body></html>`;

test("an editor writes with every tool, pastes a web page, is told when the line is gone, and shapes the tree", async ({
  browser,
  origin,
  password,
}) => {
  test.setTimeout(120_000);
  const { context, page } = await guest(browser, origin, "zh-CN", "provider1@dunpai.example", password);
  await page.goto("/zh-CN/standards?scope=mine");
  await page.getByRole("link", { name: draft["zh-CN"] }).first().click();
  await page.locator("summary", { hasText: "增加条款" }).click();
  await page.locator("#title").fill("口令管理");
  await page.getByRole("button", { name: "增加条款" }).click();
  const editor = page.locator("[contenteditable=true]");
  await expect(editor).toBeVisible();
  const paste = (html: string) =>
    editor.evaluate((element, markup) => {
      const data = new DataTransfer();
      data.setData("text/html", markup);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, html);

  await test.step("a pasted page leaves its words, lists and tables, and nothing of its looks", async () => {
    await editor.click();
    await paste(pasted);
    await expect(editor).toContainText("口令应定期更换。");
    await expect(editor.locator("th")).toHaveText("对象");
    await expect(editor.locator("strong")).toHaveText("定期");
    const left = await editor.evaluate((element) => element.innerHTML);
    expect(left).not.toMatch(/style=|onclick|color:red|script|class="(?:ad|t)"/u);
    await paste(`<table>${"<tr><td>很长的单元格内容</td><td>值</td></tr>".repeat(120_000)}</table>`);
    await expect(page.getByText("这段内容太大，没有放入")).toBeVisible();
    await expect(editor.locator("table")).toHaveCount(1);
  });

  await test.step("terms, references, formulas and a provision's other language", async () => {
    await page.getByRole("button", { name: "公式" }).click();
    await page.locator("#panel-tex").fill("t = n \\times 30");
    await page.locator("#panel-label").fill("1");
    await page.locator("#panel-label").blur();
    await expect(editor.locator("math")).toBeVisible();
    await page.getByRole("button", { name: "引用文件" }).click();
    await page.locator("#panel-number").fill("GB/T 22239-2008");
    await page.locator("#panel-number").blur();
    await expect(editor).toContainText("GB/T 22239-2008");
    await editor.getByText("口令应").click();
    await page.locator("#panel-translation").fill("Passwords should be changed regularly.");
    await page.locator("#panel-translation").blur();
    await picture(page, "editor-tools-zh-CN");
    await accessible(page);
  });

  await test.step("the checks name what is wrong, why, and where the rule stands", async () => {
    const workspace = new URL(page.url()).pathname.replace(/\/clauses\/.*$/u, "");
    await expect
      .poll(
        async () => {
          await page.goto(`${workspace}/checks`);
          return page.locator("main").textContent();
        },
        { timeout: 20_000 },
      )
      .toMatch(/两种文本的条款类型不一致[\s\S]*/u);
    await expect(page.locator("main")).toContainText("引用了已废止的标准");
    await expect(page.locator("main")).toContainText("ISO/IEC Directives 2, 7");
    await picture(page, "standard-checks-why-zh-CN");
    await page.getByRole("button", { name: "改为“GB/T 22239—2019”" }).click();
    await expect(page.locator("main")).not.toContainText("GB/T 22239-2008");
    await page.goto(`${workspace}/redline`);
    await page.getByRole("button", { name: "对照" }).click();
    await expect(page.locator("ins").first()).toBeVisible();
    await picture(page, "standard-redline-zh-CN");
    await accessible(page);
    await page.goto(`${workspace}/text`);
    await expect(page.locator("main math")).toBeVisible();
    await picture(page, "standard-text-rich-zh-CN");
    await accessible(page);
  });
  await context.close();
});

test("a page without a line says so and stops taking text; a consultation's comments end in a report", async ({
  browser,
  origin,
  password,
}) => {
  test.setTimeout(120_000);
  const { context, page } = await guest(browser, origin, "en", "provider1@dunpai.example", password);

  await test.step("two minutes without the server", async () => {
    let line = true;
    const open: { close(): void }[] = [];
    await page.routeWebSocket(/\/collab/u, (socket) => {
      if (!line) return void socket.close();
      socket.connectToServer();
      open.push(socket);
    });
    await page.clock.install();
    await page.goto("/en/standards?scope=mine");
    await page.getByRole("link", { name: draft.en }).first().click();
    await page.getByRole("link", { name: clauseName.en }).click();
    const editor = page.getByRole("textbox", { name: /Text of clause/u });
    await page.clock.runFor(1_000);
    await expect(editor).toHaveAttribute("contenteditable", "true");
    line = false;
    for (const socket of open) socket.close();
    await expect(page.getByText("The connection is lost.")).toBeVisible();
    await expect(editor).toHaveAttribute("contenteditable", "true");
    await page.clock.runFor(125_000);
    await expect(page.getByText("editing has stopped to protect your text")).toBeVisible();
    await expect(editor).toHaveAttribute("contenteditable", "false");
    await picture(page, "editor-stopped-en");
  });
  await context.close();

  const secretary = await guest(browser, origin, "en", "provider1@dunpai.example", password);
  await test.step("a comment form comes in, is answered, and goes out as a report", async () => {
    const room = secretary.page;
    await room.goto("/en/standards?scope=consultations");
    await room.getByRole("link", { name: consulted.en }).first().click();
    await expect(room.getByRole("heading", { level: 1 })).toContainText(consulted.en);
    const workspace = new URL(room.url()).pathname;
    // The file is chosen before the scripts arrive, as on a slow line.
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await room.route("**/*.js", async (route) => {
      await arrived;
      await route.continue();
    });
    await room.goto(`${workspace}/comments`, { waitUntil: "commit" });
    await room.locator("#comment-file").setInputFiles({
      name: "comments.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(
        "MB/NC,Clause/Subclause,Type of comment,Comments,Proposed change\nSG-001,1,ed,Say which plants.,Add a list.\nSG-002,9.9,te,Where?,\n",
      ),
    });
    arrive();
    await room.getByRole("button", { name: "Import a comment form" }).click();
    await expect(room.getByText("2 comments imported.")).toBeVisible();
    await expect(room.getByText("Row 3: there is no clause 9.9")).toBeVisible();
    await picture(room, "standard-comments-import-en");
    await accessible(room);
    await room.goto(`${workspace}/comments/report`);
    await expect(room.locator("main")).toContainText("Say which plants.");
    await picture(room, "disposition-report-en");
    await accessible(room);
    const pdf = await room.request.get(`/api${workspace.replace(/^\/en/u, "")}/standard.pdf`);
    expect(pdf.status()).toBe(200);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
    mkdirSync(".artifacts/pictures", { recursive: true });
    writeFileSync(".artifacts/pictures/standard.pdf", await pdf.body());
  });
  await secretary.context.close();
});

test("a page with an older schema loads itself anew, once, and otherwise says so instead of turning in circles", async ({
  browser,
  origin,
  password,
}) => {
  const { context, page } = await guest(browser, origin, "en", "provider1@dunpai.example", password);
  /** So many of the next pages are of an older version. */
  let older = 1;
  // The page's first words on a line are the clause, and the number of its schema: another one is sent in its place.
  await page.routeWebSocket(/\/collab/u, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const bytes = Buffer.from(message);
      const at = bytes.indexOf(Buffer.from([2, 0, 1, "0".charCodeAt(0) + editorSchemaVersion]));
      if (at >= 0 && older > 0) {
        older -= 1;
        bytes[at + 3] = "0".charCodeAt(0) + editorSchemaVersion - 1;
      }
      server.send(bytes);
    });
  });
  await page.goto("/en/standards?scope=mine");
  await page.getByRole("link", { name: draft.en }).first().click();
  const clause = await page.getByRole("link", { name: clauseName.en }).getAttribute("href");
  await page.goto(clause ?? "");
  await expect(page.locator("[contenteditable=true]")).toContainText("逐次批准");
  const arrived = () =>
    page.evaluate(() =>
      // The browser gives entries of this kind for this name.
      performance.getEntriesByType("navigation").map((entry) => (entry as PerformanceNavigationTiming).type),
    );
  expect([older, await arrived()]).toEqual([0, ["reload"]]);
  older = Number.POSITIVE_INFINITY;
  await page.goto(clause ?? "");
  await expect(page.getByText("The server does not accept changes here.")).toBeVisible();
  await expect(page.locator("[contenteditable=true]")).toHaveCount(0);
  expect(await arrived()).toEqual(["navigate"]);
  await context.close();
});
