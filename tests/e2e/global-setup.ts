import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeDataFolder } from "@/server/platform/cluster-folder";
import { startServer } from "../support/server";
import { startProvider } from "./oidc-provider";

/** Starts what `npm run demo` starts, on a free port with data of its own and a provider to sign in with. */
export default async function setup() {
  mkdirSync(".artifacts", { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), "lianfang-e2e-"));
  const password = "a demo password for tests";
  const provider = await startProvider("lianfang", "client-secret-for-tests");
  const server = await startServer({
    dataDir,
    host: "localhost",
    env: {
      LIANFANG_DEMO_PASSWORD: password,
      LOG_LEVEL: "warn",
      // People come from addresses of their own (`guest` in community.ts).
      LIANFANG_TRUST_PROXY: "1",
      OIDC_PROVIDERS: "test",
      OIDC_TEST_NAME: "Test Provider",
      OIDC_TEST_ISSUER: provider.issuer,
      OIDC_TEST_CLIENT_ID: "lianfang",
      OIDC_TEST_CLIENT_SECRET: "client-secret-for-tests",
    },
  });
  Object.assign(process.env, {
    E2E_URL: server.origin,
    E2E_PASSWORD: password,
    E2E_DATA_DIR: dataDir,
    E2E_PROVIDER: provider.issuer,
  });
  return async () => {
    await server.stop();
    provider.stop();
    removeDataFolder(dataDir);
  };
}
