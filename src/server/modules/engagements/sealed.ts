import { sealSmall, unsealSmall } from "@/server/platform/secrets";

/** The parties' discussion and their reviews lie sealed: no dump or log holds their words. */
export const sealMessage = (engagementId: string, text: string) =>
  sealSmall(Buffer.from(text), `engagementMessage:${engagementId}`);
export const unsealMessage = (engagementId: string, text: Uint8Array): string =>
  unsealSmall(text, `engagementMessage:${engagementId}`).toString("utf8");
export const sealReview = (engagementId: string, side: string, text: string) =>
  sealSmall(Buffer.from(text), `engagementReview:${engagementId}:${side}`);
export const unsealReview = (engagementId: string, side: string, text: Uint8Array): string =>
  unsealSmall(text, `engagementReview:${engagementId}:${side}`).toString("utf8");
