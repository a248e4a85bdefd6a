import type { IssueInput } from "@/domain/credentials/schema";
import { allow } from "@/domain/shared/actor";
import { issueCredential } from "@/server/modules/credentials/service";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";

/** As another module would, inside an act of its own. */
export function issued(personId: string, change: Partial<IssueInput> = {}): Promise<string> {
  return act(systemCtx("test"), async (given) => {
    given.permit(allow);
    await given.record({ act: "test.finished", entity: "test", entityId: personId });
    return issueCredential(given, {
      personId,
      kind: "training",
      titleZh: "工控安全实训",
      titleEn: "OT security training",
      descriptionZh: "十二周",
      descriptionEn: "Twelve weeks",
      criteria: "All modules passed",
      sourceKind: "training",
      sourceId: "1",
      evidence: [{ name: "Final report", narrative: "Segmentation of a plant network", url: "/needs" }],
      ...change,
    });
  });
}
