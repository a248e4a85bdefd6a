import { randomUUID } from "node:crypto";
import { addEvidence, updateCapability } from "@/server/modules/experts/service";
import { uploadFile } from "@/server/modules/files/service";
import { hashPassword } from "@/server/modules/identity/passwords";
import { decideVerification, makePerson } from "@/server/modules/identity/service-operators";
import {
  acceptInvitationFor,
  createOrganisation,
  submitVerification,
} from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { createDraft, publishNeed } from "@/server/modules/needs/service-needs";
import { drain } from "@/server/platform/queue";
import { jobs } from "@/server/processes/jobs";
import { seedBoard } from "./board";
import { demoBoardOrganisations } from "./board-data";
import { seedCompetitions } from "./competitions";
import { seedCompetitionsJudged } from "./competitions-judged";
import { type DemoOrganisation, demoNeeds, demoOrganisations, demoPlatformPeople } from "./demo-data";
import { type DemoVoter, seedStandards } from "./demo-standards";
import { seedPublishedStandard } from "./demo-standards-life";
import { seedGuidance } from "./guidance";
import { demoRegulators, demoUtilities } from "./guidance-data";
import { seedRegistry } from "./registry";

export type DemoPerson = { email: string; role: string };

/**
 * An invented community, built through the services alone, so that it cannot hold what the platform would refuse.
 * @returns who can sign in, for the table that the start prints
 */
export async function seedDemo(password: string): Promise<DemoPerson[]> {
  const passwordHash = await hashPassword(password);
  const people: DemoPerson[] = [];
  const operators: string[] = [];
  for (const { email, nameZh, nameEn, platformRole, role } of demoPlatformPeople) {
    const id = await makePerson({ email, passwordHash, nameZh, nameEn, locale: "zh-CN", platformRole });
    if (platformRole === "operator") operators.push(id);
    people.push({ email, role });
  }
  const ids = new Map<string, Awaited<ReturnType<typeof seedOrganisation>>>();
  for (const organisation of [...demoOrganisations, ...demoRegulators, ...demoUtilities, ...demoBoardOrganisations]) {
    const made = await seedOrganisation(organisation, passwordHash, operators);
    ids.set(organisation.key, made);
    people.push(...organisation.people.map(({ email, role }) => ({ email, role })));
  }
  for (const { buyer, content } of demoNeeds(new Date())) {
    const made = ids.get(buyer);
    if (!made) throw new Error(`no demo organisation ${buyer}`);
    const ctx = await contextOfPerson(made.ownerId, made.organisationId);
    const draft = await createDraft(ctx, { content, idempotencyKey: randomUUID() });
    await publishNeed(ctx, draft);
  }
  await seedGuidance(ids);
  const drafter = ids.get("shield");
  if (drafter)
    await seedStandards({
      secretary: await contextOfPerson(drafter.ownerId, drafter.organisationId),
      members: [
        await memberOfDemo("buyer1@linhe-water.example", "industryUser"),
        await memberOfDemo("expert@yanjiu.example", "research"),
        await memberOfDemo("provider2@shanhe.example", "testing"),
      ],
    });
  const [water, institute, small] = [ids.get("water"), ids.get("institute"), ids.get("small")];
  if (drafter && water && institute && small)
    await seedPublishedStandard(await contextOfPerson(drafter.ownerId, drafter.organisationId), [
      await demoVoter(water, "industryUser"),
      await demoVoter(institute, "research"),
      await demoVoter(small, "testing"),
    ]);
  const host = ids.get("institute");
  if (host) people.push(...(await seedCompetitions(host, passwordHash)));
  if (host) people.push(...(await seedCompetitionsJudged(host, passwordHash)));
  people.push(...(await seedRegistry(ids, passwordHash)));
  await seedBoard(ids);
  await drain(jobs);
  return people;
}

async function memberOfDemo(email: string, category: DemoVoter["category"]): Promise<DemoVoter> {
  const [person] = await peopleByEmail([email]);
  if (!person) throw new Error(`nobody in the demo has the address ${email}`);
  return { ctx: await contextOfPerson(person.id, person.organisationIds[0] ?? null), email, category };
}

async function demoVoter(
  { ownerId, organisationId }: { ownerId: string; organisationId: string },
  category: DemoVoter["category"],
): Promise<DemoVoter> {
  const email = (await peopleById([ownerId])).get(ownerId)?.email ?? "";
  return { ctx: await contextOfPerson(ownerId, organisationId), email, category };
}

async function seedOrganisation(
  organisation: DemoOrganisation,
  passwordHash: string,
  operators: readonly string[],
): Promise<{ organisationId: string; ownerId: string; peopleIds: string[] }> {
  const [owner, ...others] = organisation.people;
  if (!owner) throw new Error(`the demo organisation ${organisation.key} has nobody`);
  const ownerId = await makePerson({ ...owner, passwordHash, locale: "zh-CN", platformRole: null });
  const { id: organisationId } = await createOrganisation(await contextOfPerson(ownerId, null), {
    ...organisation.fields,
    idempotencyKey: randomUUID(),
  });
  const ctx = await contextOfPerson(ownerId, organisationId);
  const peopleIds = [ownerId];
  for (const other of others) {
    const personId = await makePerson({ ...other, passwordHash, locale: "zh-CN", platformRole: null });
    await acceptInvitationFor(ctx, personId, organisationId, other.memberRole);
    peopleIds.push(personId);
  }
  const evidence = await uploadFile(
    ctx,
    "verificationEvidence",
    "licence.txt",
    Buffer.from(`Invented licence of ${organisation.fields.nameEn}\n`),
  );
  const { id } = await submitVerification(ctx, {
    organisationId,
    emailDomain: organisation.domain,
    note: "Demo",
    fileIds: [evidence.id],
    idempotencyKey: randomUUID(),
  });
  for (const operatorId of operators.slice(0, 2))
    await decideVerification(await contextOfPerson(operatorId, null), { id, approved: true, reason: "Demo data" });
  if (organisation.capability) {
    const verified = await contextOfPerson(ownerId, organisationId);
    const { evidence: items, ...profile } = organisation.capability;
    await updateCapability(verified, { organisationId, version: 0, ...profile });
    for (const item of items) await addEvidence(verified, { ...item, organisationId, idempotencyKey: randomUUID() });
  }
  return { organisationId, ownerId, peopleIds };
}
