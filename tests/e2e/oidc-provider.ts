import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * An OpenID Connect provider that lets everybody in as the person it was told to: authorization code with PKCE, state and
 * nonce, ID tokens signed with RS256. It checks what a client must send, so that a client that leaves it out fails.
 */
export type Provider = { issuer: string; stop(): void };
export type Claims = { sub: string; email: string; email_verified: boolean; name: string };

/** Tells the provider whom it is to let in next, from the test's own process. */
export async function become(issuer: string, claims: Claims): Promise<void> {
  await fetch(`${issuer}/become`, { method: "POST", body: JSON.stringify(claims) });
}

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export async function startProvider(clientId: string, clientSecret: string): Promise<Provider> {
  const granted = new Map<string, { challenge: string; nonce: string; redirect: string }>();
  let claimed: Claims = { sub: "", email: "", email_verified: false, name: "" };
  const provider: Provider = {
    issuer: "",
    stop: () => void server.close(),
  };
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", provider.issuer);
    const json = (body: object, status = 200) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (url.pathname === "/.well-known/openid-configuration")
      return json({
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    if (url.pathname === "/become") {
      claimed = JSON.parse(await bodyOf(request)) as Claims;
      return json({});
    }
    if (url.pathname === "/jwks")
      return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "test", use: "sig", alg: "RS256" }] });
    if (url.pathname === "/authorize") {
      const asked = (name: string): string => url.searchParams.get(name) ?? "";
      const complete =
        asked("client_id") === clientId &&
        asked("code_challenge_method") === "S256" &&
        ["code_challenge", "state", "nonce", "redirect_uri"].every((name) => asked(name) !== "");
      if (!complete) return json({ error: "invalid_request" }, 400);
      const code = randomUUID();
      granted.set(code, {
        challenge: asked("code_challenge"),
        nonce: asked("nonce"),
        redirect: asked("redirect_uri"),
      });
      const back = new URL(asked("redirect_uri"));
      back.search = new URLSearchParams({ code, state: asked("state") }).toString();
      response.writeHead(302, { location: back.href });
      return response.end();
    }
    if (url.pathname === "/token") {
      const form = new URLSearchParams(await bodyOf(request));
      const grant = granted.get(form.get("code") ?? "");
      granted.delete(form.get("code") ?? "");
      const proven = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      const [, basic = ""] = (request.headers.authorization ?? "").split(" ");
      const secret = Buffer.from(basic, "base64").toString() === `${clientId}:${clientSecret}`;
      if (!grant || !secret || proven !== grant.challenge || form.get("redirect_uri") !== grant.redirect)
        return json({ error: "invalid_grant" }, 400);
      const now = Math.floor(Date.now() / 1_000);
      const claims = { iss: provider.issuer, aud: clientId, iat: now, exp: now + 60, nonce: grant.nonce };
      return json({ access_token: randomUUID(), token_type: "Bearer", id_token: sign({ ...claims, ...claimed }) });
    }
    return json({ error: "not_found" }, 404);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address !== "object") throw new Error("no port");
  provider.issuer = `http://127.0.0.1:${address.port}`;
  return provider;
}

function sign(claims: object): string {
  const head = `${encode({ alg: "RS256", kid: "test", typ: "JWT" })}.${encode(claims)}`;
  return `${head}.${createSign("sha256").update(head).sign(privateKey).toString("base64url")}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
