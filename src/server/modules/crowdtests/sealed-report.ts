import { type ReportContent, reportContent } from "@/domain/crowdtests/schema";
import { seal, sealSmall, unseal, unsealSmall } from "@/server/platform/secrets";

const context = (id: string) => `crowdReport:${id}`;

export function sealReport(id: string, content: ReportContent) {
  return seal(Buffer.from(JSON.stringify(content)), context(id));
}

/** Every caller has asked a policy first, and records the reading. */
export function unsealReport(row: { id: string; sealed: Uint8Array; wrappedKey: Uint8Array }): ReportContent {
  return reportContent.parse(JSON.parse(unseal(row, context(row.id)).toString("utf8")));
}

export function sealNote(reportId: string, note: string): Uint8Array<ArrayBuffer> | null {
  return note === "" ? null : sealSmall(Buffer.from(note), `crowdNote:${reportId}`);
}

export function unsealNote(reportId: string, note: Uint8Array | null): string | null {
  return note === null ? null : unsealSmall(note, `crowdNote:${reportId}`).toString("utf8");
}
