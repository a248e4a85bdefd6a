import { isAppError } from "@/domain/shared/errors";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdReport } from "./access";

/** For the file door: evidence is under the embargo of its report. */
export async function mayReadReportFile(ctx: Ctx, reportId: string): Promise<boolean> {
  try {
    return Boolean(await holdReport(db(), ctx.actor, reportId));
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
