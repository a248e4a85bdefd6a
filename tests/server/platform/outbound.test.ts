import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { allowedUrl, askOutside } from "@/server/platform/outbound";

const seen: string[] = [];
let server: Server;
let origin = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.url === "/moved") response.writeHead(302, { location: `${origin}/secret` }).end();
    else if (request.url === "/large") response.end("x".repeat(2_000));
    else if (request.url === "/slow") setTimeout(() => response.end("late"), 5_000).unref();
    else request.pipe(response.writeHead(200, { "content-type": "text/plain" }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

describe("requests to addresses that people named", () => {
  it.each([
    ["https://127.0.0.1/", "outboundAddress"],
    ["https://[::1]/", "outboundAddress"],
    ["https://10.1.2.3/", "outboundAddress"],
    ["https://169.254.169.254/latest", "outboundAddress"],
    ["https://[::ffff:192.168.0.1]/", "outboundAddress"],
    ["https://0x7f000001/", "outboundAddress"],
    ["http://example.org/", "outboundUrl"],
    ["https://user:password@example.org/", "outboundUrl"],
    ["file:///etc/passwd", "outboundUrl"],
    ["nonsense", "outboundUrl"],
  ])("%s is refused", (url, reason) => {
    vi.stubEnv("LIANFANG_OUTBOUND_PRIVATE", "");
    expect(() => allowedUrl(url)).toThrow(expect.objectContaining({ code: "BAD_INPUT", reason }));
  });

  it("a name that leads to a private address is refused when it is connected to", async () => {
    vi.stubEnv("LIANFANG_OUTBOUND_PRIVATE", "");
    await expect(askOutside({ url: "https://localhost:1/", method: "GET" })).rejects.toMatchObject({
      reason: "outboundAddress",
    });
  });

  it("where private addresses are allowed, the answer comes back; redirects are not followed", async () => {
    vi.stubEnv("LIANFANG_OUTBOUND_PRIVATE", "1");
    const echo = await askOutside({ url: `${origin}/hook`, method: "POST", body: "甲" });
    expect({ ...echo, body: echo.body.toString() }).toEqual({ status: 200, contentType: "text/plain", body: "甲" });
    expect((await askOutside({ url: `${origin}/moved`, method: "GET" })).status).toBe(302);
    expect(seen).not.toContain("GET /secret");
  });

  it("what is too large, too slow or not there is a clear answer", async () => {
    vi.stubEnv("LIANFANG_OUTBOUND_PRIVATE", "1");
    const ask = (path: string) =>
      askOutside({ url: `${origin}${path}`, method: "GET", timeoutMs: 300, mostBytes: 1_000 });
    await expect(ask("/large")).rejects.toMatchObject({ reason: "outboundSize" });
    await expect(ask("/slow")).rejects.toMatchObject({ reason: "outboundTimeout" });
    await expect(askOutside({ url: "http://127.0.0.1:1/", method: "GET" })).rejects.toMatchObject({
      reason: "outboundFailed",
    });
  });
});
