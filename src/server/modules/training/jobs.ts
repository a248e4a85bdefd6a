import { peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job } from "@/server/platform/queue";
import { findApplication, findProgramme } from "./repo";

/** Partners are asked to confirm and told of applications; learners are told what was decided. */
export const trainingJobs: readonly Job[] = [
  ...(["created", "applied"] as const).map(
    (what): Job => ({
      queue: `training.tell-${what}`,
      topic: `training.${what}`,
      async handle(payload) {
        const row = await findProgramme(db(), String(payload.programmeId));
        if (!row) return;
        const partners = row.partners.map(({ organisationId }) => organisationId);
        const told = what === "created" ? partners.filter((id) => id !== row.organisationId) : [row.organisationId];
        await notify(await peopleToTell(told), {
          kind: what === "created" ? "trainingPartner" : "trainingApplied",
          facts: { titleZh: row.titleZh, titleEn: row.titleEn },
          href: `/training/${row.id}`,
          cause: `training.${what}:${row.id}:${String(payload.personId ?? "")}`,
        });
      },
    }),
  ),
  {
    queue: "training.tell-decided",
    topic: "training.decided",
    async handle(payload) {
      const application = await findApplication(db(), String(payload.applicationId));
      const row = application ? await findProgramme(db(), application.programmeId) : null;
      const learner = application && (await peopleById([application.personId])).get(application.personId);
      if (!row || !learner) return;
      await notify([{ personId: learner.id, email: learner.email, locale: learner.locale }], {
        kind: "trainingDecided",
        facts: { titleZh: row.titleZh, titleEn: row.titleEn },
        href: `/training/${row.id}`,
        cause: `training.decided:${application.id}`,
      });
    },
  },
];
