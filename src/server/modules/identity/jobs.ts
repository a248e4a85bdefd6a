import { db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job } from "@/server/platform/queue";
import { findOrganisation } from "./repo-organisations";
import { listOperators } from "./repo-people";
import { peopleToTell } from "./service-organisations";

export const identityJobs: readonly Job[] = [
  {
    queue: "identity.verification-submitted",
    topic: "verification.submitted",
    async handle({ verificationId }) {
      const operators = await listOperators(db());
      await notify(
        operators.map(({ id, email, locale }) => ({
          personId: id,
          email,
          locale: locale === "en" ? ("en" as const) : ("zh-CN" as const),
        })),
        {
          kind: "verificationSubmitted",
          facts: {},
          href: "/admin/verifications",
          cause: `verification.submitted:${String(verificationId)}`,
        },
      );
    },
  },
  {
    queue: "identity.verification-decided",
    topic: "verification.decided",
    async handle({ verificationId, organisationId, state }) {
      const id = String(organisationId);
      const organisation = await findOrganisation(db(), id);
      await notify(await peopleToTell([id]), {
        kind: state === "verified" ? "verificationGranted" : "verificationRefused",
        facts: {
          nameZh: organisation?.nameZh ?? organisation?.nameEn ?? "",
          nameEn: organisation?.nameEn ?? organisation?.nameZh ?? "",
        },
        href: `/organisations/${id}`,
        cause: `verification.decided:${String(verificationId)}`,
      });
    },
  },
];
