import { competitionsJobs, competitionsScheduledJobs } from "@/server/modules/competitions/jobs";
import { competitionsJudgedJobs } from "@/server/modules/competitions/jobs-judged";
import { credentialsJobs } from "@/server/modules/credentials/jobs";
import { crowdtestsJobs, crowdtestsScheduledJobs } from "@/server/modules/crowdtests/jobs";
import { engagementsJobs, engagementsScheduledJobs } from "@/server/modules/engagements/jobs";
import { expertsJobs, expertsScheduledJobs } from "@/server/modules/experts/jobs";
import { filesJobs } from "@/server/modules/files/jobs";
import { guidanceJobs } from "@/server/modules/guidance/jobs";
import { guidanceClockJobs, guidanceScheduledJobs } from "@/server/modules/guidance/jobs-clock";
import { consultationJobs } from "@/server/modules/guidance/jobs-consultations";
import { identityJobs } from "@/server/modules/identity/jobs";
import { needsJobs, needsScheduledJobs } from "@/server/modules/needs/jobs";
import { matchingJobs, matchingScheduledJobs } from "@/server/modules/needs/jobs-matching";
import { standardsJobs, standardsScheduledJobs } from "@/server/modules/standards/jobs";
import { trainingJobs } from "@/server/modules/training/jobs";
import { auditJobs } from "@/server/platform/audit";
import { mailJobs } from "@/server/platform/mail-queue";
import type { Job, ScheduledJob } from "@/server/platform/queue";

/** Everything that follows events or the clock, of every module. */
export const jobs: readonly Job[] = [
  ...mailJobs,
  ...identityJobs,
  ...needsJobs,
  ...matchingJobs,
  ...crowdtestsJobs,
  ...competitionsJobs,
  ...guidanceJobs,
  ...guidanceClockJobs,
  ...consultationJobs,
  ...standardsJobs,
  ...engagementsJobs,
  ...credentialsJobs,
  ...competitionsJudgedJobs,
  ...expertsJobs,
  ...trainingJobs,
  ...filesJobs,
];

export const scheduledJobs: readonly ScheduledJob[] = [
  ...auditJobs,
  ...needsScheduledJobs,
  ...matchingScheduledJobs,
  ...crowdtestsScheduledJobs,
  ...competitionsScheduledJobs,
  ...guidanceScheduledJobs,
  ...standardsScheduledJobs,
  ...expertsScheduledJobs,
  ...engagementsScheduledJobs,
];
