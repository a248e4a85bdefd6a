import { createHash } from "node:crypto";
import { allow } from "@/domain/shared/actor";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { insertOutcome } from "./repo";

/** A delivery that the platform itself saw accepted. */
export type Outcome = {
  /** What it came from: an engagement's id. Told twice, it is kept once. */
  sourceId: string;
  organisationId: string;
  title: string;
  language: "zh-CN" | "en";
  conceptIds: readonly string[];
  /** `onlyUs` where the need was not public, so that its title stays with those who knew it. */
  visibility: "everyone" | "onlyUs";
  at: Date;
};

/** Adds the delivery to the organisation's evidence, as matching reads it. */
export function recordDelivery(outcome: Outcome): Promise<void> {
  return act(systemCtx("experts.outcome"), async ({ tx, permit, record }) => {
    permit(allow);
    const { organisationId, title, language, conceptIds, visibility, at, sourceId } = outcome;
    await insertOutcome(tx, {
      id: stableId(`${sourceId}:${organisationId}`),
      organisationId,
      kind: "delivery",
      title,
      body: "",
      language,
      date: at,
      visibility,
      conceptIds: conceptIds.slice(0, 30),
    });
    await record({ act: "evidence.outcome", entity: "organisation", entityId: organisationId, facts: { sourceId } });
  });
}

/** A UUID that is the same for the same name (RFC 9562, version 8). */
function stableId(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
