import { auditJobs } from "@/server/platform/audit";
import type { Job, ScheduledJob } from "@/server/platform/queue";

/** Everything that follows events or the clock, of every module. */
export const jobs: readonly Job[] = [];

export const scheduledJobs: readonly ScheduledJob[] = [...auditJobs];
