import { randomUUID } from "node:crypto";
import { Authenticator } from "./authenticator";
import { expect, test } from "./browser";
import { accessible, guest, picture } from "./community";
import { become } from "./oidc-provider";

const words = {
  "zh-CN": {
    addPasskey: "添加通行密钥",
    byPasskey: "用通行密钥登录",
    signOut: "退出登录",
    byProvider: "使用 Test Provider 登录",
    begin: "开始设置",
  },
  en: {
    addPasskey: "Add a passkey",
    byPasskey: "Sign in with a passkey",
    signOut: "Sign out",
    byProvider: "Sign in with Test Provider",
    begin: "Begin",
  },
} as const;

test("a passkey is added, and is both factors at the next sign-in", async ({ browser, origin, password }) => {
  const w = words["zh-CN"];
  const { page, context } = await guest(browser, origin, "zh-CN", "provider2@shanhe.example", password);
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto("/zh-CN/account");
  await page.locator("#passkeyName").fill("测试密钥");
  await page.getByRole("button", { name: w.addPasskey }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "测试密钥" })).toBeVisible();
  await page.getByRole("button", { name: w.signOut }).click();
  await expect(page.locator("header select")).toHaveCount(0);

  await page.goto("/zh-CN/sign-in");
  await picture(page, "sign-in-zh-CN");
  await accessible(page);
  await page.getByRole("button", { name: w.byPasskey }).click();
  await expect(page.locator("header select")).toBeVisible();
  const me = await (await context.request.get("/api/v1/me")).json();
  expect(me).toMatchObject({ email: "provider2@shanhe.example", secondFactor: true });

  // A stranger's password alone is no longer enough.
  await page.getByRole("button", { name: w.signOut }).click();
  await expect(page.locator("header select")).toHaveCount(0);
  await page.goto("/zh-CN/sign-in");
  await page.locator("#email").fill("provider2@shanhe.example");
  await page.locator("#password").fill(password);
  await page.locator("main form button[type=submit]").first().click();
  await expect(page.locator("#code")).toBeVisible();
  await page.getByRole("button", { name: w.byPasskey }).click();
  await expect(page.locator("header select")).toBeVisible();
  // The other journeys sign this person in by password.
  await page.goto("/zh-CN/account");
  await page.getByRole("listitem").filter({ hasText: "测试密钥" }).getByRole("button").click();
  await expect(page.getByRole("listitem").filter({ hasText: "测试密钥" })).toHaveCount(0);
  await context.close();
});

test("a provider's word signs in, asks for the second factor that was set up, and is not believed unverified", async ({
  browser,
  origin,
  password,
}) => {
  const w = words.en;
  const issuer = process.env.E2E_PROVIDER ?? "";
  const person = {
    sub: randomUUID(),
    email: `${randomUUID()}@people.example`,
    email_verified: true,
    name: "Test Person",
  };
  const { page, context } = await guest(browser, origin, "en", null, password);
  const enter = async () => {
    await page.goto("/en/sign-in?next=/en/account");
    await page.getByRole("button", { name: w.byProvider }).click();
  };

  await become(issuer, { ...person, email_verified: false });
  await enter();
  await expect(page.locator("main")).toContainText("needs an e-mail address that the provider has verified");
  await expect(page.locator("#email")).toBeVisible();
  await picture(page, "sign-in-provider-refused-en");

  await become(issuer, person);
  await enter();
  await expect(page.getByRole("button", { name: w.signOut })).toBeVisible();
  await page.goto("/en/account/second-factor");
  await page.getByRole("button", { name: w.begin, exact: true }).click();
  const app = new Authenticator((await page.locator("#secret").textContent()) ?? "");
  await page.locator("#code").fill(await app.code());
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("main ul.font-mono li")).toHaveCount(10);

  await context.clearCookies();
  await enter();
  await expect(page.locator("#code")).toBeVisible();
  expect(page.url()).not.toContain("ticket");
  await page.locator("#code").fill(await app.code());
  await page.locator("main form button[type=submit]").first().click();
  await expect(page.getByRole("button", { name: w.signOut })).toBeVisible();
  await context.close();
});
