import { allow } from "@/domain/shared/actor";
import { issueCredential } from "@/server/modules/credentials/service";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { findEngagement } from "./repo";

/**
 * Whoever stood in the team of an accepted delivery, with their own consent, gets a credential; it carries the skills
 * of the need into their profile. A need that was not public keeps its title to those who knew it.
 * @returns how many people were credited
 */
export function creditTeam(engagementId: string): Promise<number> {
  return act(systemCtx("engagements.credit"), async (given) => {
    given.permit(allow);
    const engagement = await findEngagement(given.tx, engagementId);
    const team = engagement?.acceptedAt ? engagement.team : [];
    for (const { personId, role } of team) {
      const title = engagement?.isPublic ? engagement.title : null;
      await issueCredential(given, {
        personId,
        kind: "delivery",
        titleZh: (title ? `交付：${title}` : "交付：非公开项目").slice(0, 300),
        titleEn: (title ? `Delivery: ${title}` : "Delivery of a project that is not public").slice(0, 300),
        descriptionZh: `以“${role}”身份参与交付，成果经需求方验收。`,
        descriptionEn: `Took part in the delivery as “${role}”; the buyer accepted what was delivered.`,
        criteria:
          "In the team of the proposal that was awarded, until the buyer accepted. 中选方案的团队成员，交付已验收。",
        sourceKind: "engagement",
        sourceId: engagementId,
        evidence: title && engagement ? [{ name: title, url: `/needs/${engagement.needId}` }] : [],
        conceptIds: engagement?.conceptIds.slice(0, 30) ?? [],
      });
    }
    await given.record({
      act: "engagement.teamCredited",
      entity: "engagement",
      entityId: engagementId,
      facts: { people: team.length },
    });
    return team.length;
  });
}
