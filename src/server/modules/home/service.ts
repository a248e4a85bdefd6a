import { mayReadWaiting } from "@/domain/home/policy";
import { mostUrgentFirst } from "@/domain/home/rules";
import type { Waiting } from "@/domain/home/schema";
import { competitionsWaiting } from "@/server/modules/competitions/service-waiting";
import { crowdTestsWaiting } from "@/server/modules/crowdtests/service-waiting";
import { engagementsWaiting } from "@/server/modules/engagements/service-waiting";
import { expertsWaiting } from "@/server/modules/experts/service-waiting";
import { guidanceWaiting } from "@/server/modules/guidance/service-waiting";
import { needsWaiting } from "@/server/modules/needs/service-waiting";
import { standardsWaiting } from "@/server/modules/standards/service-waiting";
import { trainingWaiting } from "@/server/modules/training/service-waiting";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";

/** Each module answers from its own rows; nobody is told of what they could not act on. */
const modules: readonly ((ctx: Ctx) => Promise<Waiting[]>)[] = [
  needsWaiting,
  crowdTestsWaiting,
  guidanceWaiting,
  standardsWaiting,
  competitionsWaiting,
  engagementsWaiting,
  expertsWaiting,
  trainingWaiting,
];

/** What waits for the reader in every module, most urgent first. */
export async function readWaiting(ctx: Ctx): Promise<Waiting[]> {
  permitOrThrow(mayReadWaiting(ctx.actor));
  return mostUrgentFirst((await Promise.all(modules.map((waiting) => waiting(ctx)))).flat());
}
