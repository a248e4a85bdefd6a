import { existsSync } from "node:fs";
import { join } from "node:path";

/** Real material that users do not have; a test that needs a file is skipped, and says so, where it is missing. */
export function sharedFile(path: string): { path: string; missing: boolean } {
  const full = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", path);
  const missing = !existsSync(full);
  if (missing) console.warn(`skipped where it is needed: the shared file ${path} is not here`);
  return { path: full, missing };
}
