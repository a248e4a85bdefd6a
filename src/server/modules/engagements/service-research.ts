import type { z } from "zod";
import { mayConfirmResult, mayKeepResearch } from "@/domain/engagements/policy";
import type { publicationInput, resultConfirmation, resultInput, workPackageInput } from "@/domain/engagements/schema";
import { AppError } from "@/domain/shared/errors";
import { type Act, act, found } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { engagementOf, type HeldEngagement, holdEngagement } from "./access";
import {
  confirmResultRow,
  findResult,
  insertResult,
  replaceWorkPackages,
  updateEngagement,
  updateResult,
} from "./repo";
import { personId, tell } from "./story";

type Share = { organisationId: string; percent: number };

/** Who takes part: the buyer, the lead and the partners of the consortium. */
function parties({ row }: HeldEngagement): string[] {
  return [
    row.buyerOrganisationId,
    row.providerOrganisationId,
    ...row.partners.map(({ organisationId }) => organisationId),
  ];
}

function checkParty(held: HeldEngagement, organisationId: string, field: string): void {
  if (!parties(held).includes(organisationId)) throw new AppError("BAD_INPUT", { reason: "partyUnknown", field });
}

/** Keeps the work packages: who leads which and how far it is. */
export function saveWorkPackages(
  ctx: Ctx,
  { id, packages, version }: z.output<typeof workPackageInput>,
): Promise<{ version: number }> {
  return act(ctx, async (current) => {
    const held = await holdEngagement(current.tx, ctx.actor, id, { lock: true });
    current.permit(mayKeepResearch(ctx.actor, held.facts));
    if (held.row.version !== version) throw new AppError("VERSION_CONFLICT");
    for (const [index, one] of packages.entries())
      checkParty(held, one.leadOrganisationId, `packages.${index}.leadOrganisationId`);
    await replaceWorkPackages(current.tx, id, packages);
    const saved = await updateEngagement(current.tx, id, {});
    await tell(current, id, "workPackages", { count: packages.length });
    return { version: saved.version };
  });
}

/** Records a result and who is to hold which share; a change of shares has to be confirmed anew. */
export function saveResult(ctx: Ctx, input: z.output<typeof resultInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async (current) => {
      const held = await holdEngagement(current.tx, ctx.actor, input.id, { lock: true });
      current.permit(mayKeepResearch(ctx.actor, held.facts));
      for (const [index, { organisationId }] of input.shares.entries())
        checkParty(held, organisationId, `shares.${index}.organisationId`);
      const { kind, title, description, shares } = input;
      if (input.resultId === null) {
        const row = await insertResult(current.tx, {
          engagementId: input.id,
          kind,
          title,
          description,
          shares,
          byId: personId(ctx),
          at: held.now,
        });
        await tell(current, input.id, "resultRecorded", { result: title });
        return { id: row.id };
      }
      const before = found(await findResult(current.tx, input.resultId));
      if (before.engagementId !== input.id) throw new AppError("NOT_FOUND");
      if (before.agreedAt) throw new AppError("STATE_REFUSED", { reason: "sharesAgreed" });
      await updateResult(current.tx, before.id, { kind, title, description, shares, version: { increment: 1 } });
      await tell(current, input.id, "resultChanged", { result: title });
      return { id: before.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "engagements.saveResult", input } },
  );
}

/** Every holder of a share confirms; with the last one the shares are agreed and fixed. */
export function confirmResult(
  ctx: Ctx,
  { resultId, version }: z.output<typeof resultConfirmation>,
): Promise<{ agreed: boolean }> {
  return act(ctx, async (current) => {
    const { held, result } = await holdResult(current, resultId);
    const acting = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "") : "";
    const holders = (result.shares as Share[]).filter(({ percent }) => percent > 0);
    current.permit(
      mayConfirmResult(ctx.actor, held.facts, {
        holds: holders.some(({ organisationId }) => organisationId === acting),
      }),
    );
    if (result.version !== version) throw new AppError("VERSION_CONFLICT");
    const confirmed = result.confirmations.filter((one) => one.version === version);
    if (confirmed.some(({ organisationId }) => organisationId === acting))
      throw new AppError("STATE_REFUSED", { reason: "signedAlready" });
    await confirmResultRow(current.tx, {
      resultId,
      version,
      organisationId: acting,
      personId: personId(ctx),
      at: held.now,
    });
    const agreed = holders.every(
      ({ organisationId }) =>
        organisationId === acting || confirmed.some((one) => one.organisationId === organisationId),
    );
    if (agreed) await updateResult(current.tx, resultId, { agreedAt: held.now });
    await tell(current, held.row.id, agreed ? "sharesAgreed" : "resultConfirmed", { result: result.title });
    return { agreed };
  });
}

/** Where a result was published; only once its shares are agreed. */
export function publishResult(
  ctx: Ctx,
  { resultId, venue, url, publishedOn }: z.output<typeof publicationInput>,
): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const { held, result } = await holdResult(current, resultId);
    current.permit(mayKeepResearch(ctx.actor, held.facts));
    if (!result.agreedAt) throw new AppError("STATE_REFUSED", { reason: "sharesOpen" });
    await updateResult(current.tx, resultId, { venue, url, publishedOn: new Date(`${publishedOn}T00:00:00Z`) });
    await tell(current, held.row.id, "published", { result: result.title });
    return { done: true };
  });
}

async function holdResult(current: Act, resultId: string) {
  const id = await engagementOf(current.tx, "result", resultId);
  const held = await holdEngagement(current.tx, current.ctx.actor, id, { lock: true });
  const result = found(await findResult(current.tx, resultId));
  return { held, result };
}
