import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startLive } from "@/server/platform/live";
import { startRealtime } from "@/server/processes/realtime";

/** The live drafting server alone in a process of its own, on the database and port of its environment. */
const server = createServer();
startRealtime(server);
await startLive();
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(`listening ${(server.address() as AddressInfo).port}`);
});
