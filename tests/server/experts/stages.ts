import { randomUUID } from "node:crypto";
import { PNG } from "pngjs";
import { type Member, person } from "#tests/support/community";
import { type AudienceMap, audienceMap, type ProfileContent, profileContent } from "@/domain/experts/profile";
import { visitor } from "@/domain/shared/actor";
import { callerFactory } from "@/server/api/root";
import { uploadFile } from "@/server/modules/files/service";
import { contextOfPerson } from "@/server/modules/identity/service-sessions";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";

export const as = (who: { ctx: Ctx }) => callerFactory(who.ctx);
export const strangerCtx: Ctx = { ...systemCtx("test"), actor: visitor, address: "192.0.2.9" };
export const stranger = callerFactory(strangerCtx);

/** Somebody without an organisation, at a mail domain of their own: people of one domain are in conflict. */
export async function somebody(): Promise<Member> {
  const { id } = await person();
  const email = `someone@${randomUUID().slice(0, 13)}.example`;
  await db().person.update({ where: { id }, data: { email } });
  return { id, email, ctx: await contextOfPerson(id, null) };
}

export async function operator(): Promise<Member> {
  const made = await person("operator");
  return { ...made, ctx: await contextOfPerson(made.id, null) };
}

/** An uploaded picture. @returns the file's id */
export async function portrait(who: Member): Promise<string> {
  return (await uploadFile(who.ctx, "avatar", "me.png", PNG.sync.write(new PNG({ width: 8, height: 8 })))).id;
}

type Claims = Record<string, number>;

/** A listed profile, made through the doors that a person uses. */
export async function listed(
  who: Member,
  content: Partial<ProfileContent> = {},
  options: { audiences?: Partial<AudienceMap>; claims?: Claims; birthDate?: string | null; list?: boolean } = {},
) {
  const api = as(who);
  const saved = await api.experts.saveMe({
    version: (await api.experts.me({})).version,
    content: profileContent.parse({
      nameEn: `Expert ${randomUUID().slice(0, 8)}`,
      headlineEn: "Plant networks",
      region: "CN-33",
      languages: ["zh", "en"],
      sectors: ["sector:water"],
      availability: "now",
      workKinds: ["review"],
      ...content,
    }),
    audiences: audienceMap.parse(options.audiences ?? {}),
    birthDate: options.birthDate ?? null,
    listed: options.list ?? true,
  });
  const claims = Object.entries(options.claims ?? { "skill:segmentation": 4 });
  await api.experts.saveClaims({ claims: claims.map(([conceptId, level]) => ({ conceptId, level })) });
  return saved;
}

export function evidence(change: object = {}) {
  return {
    item: {
      kind: "project" as const,
      title: `Segmentation of a plant ${randomUUID().slice(0, 8)}`,
      language: "en" as const,
      date: "2026-03-01",
      conceptIds: ["skill:segmentation"],
      supports: 4,
      ...change,
    },
    audience: "everyone" as const,
    idempotencyKey: randomUUID(),
  };
}

/** A pool that asks for one skill with evidence. */
export async function foundedPool(keeper: Member, reviewers: readonly Member[]): Promise<string> {
  const { id } = await as(keeper).experts.foundPool({
    nameZh: "测试专家库",
    nameEn: "Pool of a test",
    purpose: "Reviews of plant security projects",
    criteria: [{ conceptId: "skill:segmentation", level: 3, backing: "evidenced" }],
    termMonths: 24,
    workloadCap: 3,
    codeOfConduct: "Be fair, be on time, keep what you read to yourself.",
    reviewerEmails: reviewers.map(({ email }) => email),
  });
  return id;
}

/** A pool of one organisation with its members appointed by hand: their ways in are tested elsewhere. */
export async function poolWith(keeper: Member, members: readonly Member[]): Promise<string> {
  const id = await foundedPool(keeper, [await somebody(), await somebody()]);
  for (const who of members)
    await db().poolTerm.create({
      data: { poolId: id, personId: who.id, from: new Date(), until: new Date(Date.now() + 9e9) },
    });
  return id;
}
