import type { EditionFacts } from "@/domain/guidance/visibility";
import { worksFor } from "@/domain/guidance/visibility";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { databaseNow, type Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export type HeldConsultation = {
  row: Prisma.ConsultationGetPayload<object>;
  facts: EditionFacts;
  open: boolean;
  /** True for the people of the bodies that consult. */
  makers: boolean;
  now: Date;
};

/** From its opening minute on a consultation is everybody's; before, it is found by nobody but its makers. */
export async function holdConsultation(tx: Tx, actor: Actor, id: string): Promise<HeldConsultation> {
  const row = await tx.consultation.findUnique({ where: { id } });
  const now = await databaseNow(tx);
  if (!row) throw new AppError("NOT_FOUND");
  const own = worksFor(actor);
  const makers = own !== null && (own === row.ownerOrganisationId || row.issuerIds.includes(own));
  if (row.opensAt > now && !makers) throw new AppError("NOT_FOUND");
  return {
    row,
    facts: {
      ownerOrganisationId: row.ownerOrganisationId,
      issuerIds: row.issuerIds,
      state: "consultation",
      publishAt: row.opensAt,
    },
    open: row.opensAt <= now && now < row.closesAt,
    makers,
    now,
  };
}
