import { allow } from "@/domain/shared/actor";
import { designationOf } from "@/domain/standards/citations";
import { issueCredential } from "@/server/modules/credentials/service";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { findMembers } from "./repo";

const credited = new Set(["secretary", "editor"]);

/** Who edited a standard gets a credential when it is published; once for each revision. */
export function creditEditors(id: string): Promise<number> {
  return act(systemCtx("standards.credit"), async (given) => {
    given.permit(allow);
    const standard = await findMembers(given.tx, id);
    const people = (standard?.members ?? []).filter(({ role }) => credited.has(role));
    if (!standard?.publishedAt) return 0;
    const published = standard.publishedAt.toISOString();
    const zh = `${designationOf(standard, published, "zh-CN")} ${standard.titleZh || standard.titleEn}`;
    const en = `${designationOf(standard, published, "en")} ${standard.titleEn || standard.titleZh}`;
    for (const { personId, role } of people)
      await issueCredential(given, {
        personId,
        kind: "standard",
        titleZh: `标准编辑：${zh}`.slice(0, 300),
        titleEn: `Editor of a standard: ${en}`.slice(0, 300),
        descriptionZh: `作为${role === "secretary" ? "工作组秘书" : "编辑"}参与起草并完成出版。`,
        descriptionEn: `Took part as ${role === "secretary" ? "secretary of the working group" : "editor"} until publication.`,
        criteria: "Secretary or editor of the working group at the moment of publication. 出版时为工作组秘书或编辑。",
        sourceKind: "standard",
        sourceId: `${id}:${standard.revision}`,
        evidence: [{ name: en, url: `/standards/${id}` }],
      });
    await given.record({
      act: "standard.editorsCredited",
      entity: "standard",
      entityId: id,
      facts: { people: people.length },
    });
    return people.length;
  });
}
