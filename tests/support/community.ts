import { randomUUID } from "node:crypto";
import { type NeedContent, needContent, type ProposalContent } from "@/domain/needs/schema";
import type { MemberRole, OrganisationKind, PlatformRole } from "@/domain/shared/actor";
import { uploadFile } from "@/server/modules/files/service";
import { decideVerification, makePerson } from "@/server/modules/identity/service-operators";
import {
  acceptInvitationFor,
  createOrganisation,
  submitVerification,
} from "@/server/modules/identity/service-organisations";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";

/** Invented people and organisations, made through the services, so that tests stand on what the platform allows. */

let count = 0;

export async function person(platformRole: PlatformRole | null = null): Promise<{ id: string; email: string }> {
  count += 1;
  const email = `person${count}-${randomUUID().slice(0, 8)}@people.example`;
  const id = await makePerson({
    email,
    passwordHash: null,
    nameZh: `人员${count}`,
    nameEn: `Person ${count}`,
    locale: "en",
    platformRole,
  });
  return { id, email };
}

export type Member = { ctx: Ctx; id: string; email: string };
export type Organisation = { id: string; owner: Member; join: (role: MemberRole) => Promise<Member> };

let operators: Promise<[Ctx, Ctx]> | undefined;

async function twoOperators(): Promise<[Ctx, Ctx]> {
  operators ??= (async () => {
    const [first, second] = [await person("operator"), await person("operator")];
    return [await contextOfPerson(first.id, null), await contextOfPerson(second.id, null)] as [Ctx, Ctx];
  })();
  return operators;
}

export async function organisation(
  kind: OrganisationKind = "enterprise",
  options: { verified?: boolean } = {},
): Promise<Organisation> {
  const founder = await person();
  count += 1;
  const { id } = await createOrganisation(await contextOfPerson(founder.id, null), {
    kind,
    nameZh: `测试单位第${count}号`,
    nameEn: `Test Organisation Number ${count}`,
    country: "SG",
    sectors: [],
    registryNumber: `REG-${count}${randomUUID().slice(0, 6)}`,
    idempotencyKey: randomUUID(),
  });
  const asOwner = await contextOfPerson(founder.id, id);
  if (options.verified !== false) {
    const file = await uploadFile(asOwner, "verificationEvidence", "evidence.txt", Buffer.from("invented evidence"));
    const verification = await submitVerification(asOwner, {
      organisationId: id,
      note: "test",
      fileIds: [file.id],
      idempotencyKey: randomUUID(),
    });
    for (const operator of await twoOperators())
      await decideVerification(operator, { id: verification.id, approved: true, reason: "test" });
  }
  return {
    id,
    owner: { ctx: await contextOfPerson(founder.id, id), ...founder },
    async join(role) {
      const newcomer = await person();
      await acceptInvitationFor(await contextOfPerson(founder.id, id), newcomer.id, id, role);
      return { ctx: await contextOfPerson(newcomer.id, id), ...newcomer };
    },
  };
}

export function content(change: Partial<NeedContent> = {}): NeedContent {
  return {
    ...needContent.parse({
      language: "en",
      title: "Segmentation of a plant network",
      summary: "Separate the plant network from the offices. 车间网络与办公网隔离。",
      description: "Design, firewall, rules, training.",
      sector: "manufacturing",
      budget: { currency: "CNY", min: null, max: 90_000_000 },
      proposalDeadline: new Date(Date.now() + 86_400_000).toISOString(),
      showProposerNames: true,
      criteria: [
        { id: "quality", title: "Quality", weight: 60, kind: "scored" },
        { id: "price", title: "Price", weight: 40, kind: "price" },
      ],
    }),
    ...change,
  };
}

export function proposal(amount: number, change: Partial<ProposalContent> = {}): ProposalContent {
  return {
    approach: "Zones and conduits after IEC 62443-3-2.",
    team: [{ name: "Test Engineer", role: "lead", consents: true }],
    milestones: [{ title: "All of it", weeks: 8, amount }],
    price: { currency: "CNY", amount, taxIncluded: true },
    validDays: 90,
    noConflict: true,
    fileIds: [],
    ...change,
  };
}

/** Moves the deadline as time would. */
export async function passDeadline(needId: string): Promise<void> {
  await db()
    .$executeRaw`UPDATE "Need" SET "proposalDeadline" = clock_timestamp() - interval '1 millisecond' WHERE "id" = ${needId}::uuid`;
}
