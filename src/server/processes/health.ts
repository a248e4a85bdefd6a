import type { IncomingMessage, ServerResponse } from "node:http";
import { db } from "@/server/platform/db";
import { metrics } from "@/server/platform/metrics";
import { queueLag } from "@/server/platform/queue";

const worryingLag = 300;

/** `/healthz`: the process answers. `/readyz`: it can also work. `/metrics`: Prometheus text. */
export async function answerHealth(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "").split("?")[0];
  if (path === "/healthz") return answer(response, 200, { status: "ok" });
  if (path === "/metrics") {
    metrics().queueLag.set(await queueLag(db()).catch(() => Number.NaN));
    response.writeHead(200, { "Content-Type": metrics().registry.contentType });
    response.end(await metrics().registry.metrics());
    return;
  }
  try {
    const lag = await queueLag(db());
    const ready = lag < worryingLag;
    answer(response, ready ? 200 : 503, {
      status: ready ? "ready" : "behind",
      database: "ok",
      queueLagSeconds: Math.round(lag),
    });
  } catch {
    answer(response, 503, { status: "unavailable", database: "unreachable" });
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}
