import type { MemberRole, OrganisationKind, PlatformRole } from "@/domain/shared/actor";
import { pool, type Tx } from "@/server/platform/db";

/** A person with all that an actor is made of. */
export type PersonStanding = {
  id: string;
  email: string;
  platformRole: PlatformRole | null;
  disabledAt: Date | null;
  memberships: readonly {
    organisationId: string;
    role: MemberRole;
    organisation: { id: string; kind: OrganisationKind; country: string; verifiedUntil: Date | null };
  }[];
};

/** Of every request the first question: one prepared statement for all that ask together. */
const standing = `
  jsonb_build_object('id', p."id", 'email', p."email", 'platformRole', p."platformRole", 'disabledAt', p."disabledAt", 'memberships',
    (SELECT coalesce(jsonb_agg(jsonb_build_object('organisationId', m."organisationId", 'role', m."role", 'organisation',
      jsonb_build_object('id', o."id", 'kind', o."kind", 'country', o."country", 'verifiedUntil', o."verifiedUntil")) ORDER BY m."id"), '[]'::jsonb)
      FROM "Membership" m JOIN "Organisation" o ON o."id" = m."organisationId" WHERE m."personId" = p."id" AND m."until" IS NULL)) AS person`;

type SentDate = string | null;
type Sent = Omit<PersonStanding, "disabledAt" | "memberships"> & {
  disabledAt: SentDate;
  memberships: (Omit<PersonStanding["memberships"][number], "organisation"> & {
    organisation: Omit<PersonStanding["memberships"][number]["organisation"], "verifiedUntil"> & {
      verifiedUntil: SentDate;
    };
  })[];
};

const dateOf = (text: SentDate): Date | null => (text === null ? null : new Date(text));

function personOf({ disabledAt, memberships, ...person }: Sent): PersonStanding {
  return {
    ...person,
    disabledAt: dateOf(disabledAt),
    memberships: memberships.map(({ organisation, ...one }) => ({
      ...one,
      organisation: { ...organisation, verifiedUntil: dateOf(organisation.verifiedUntil) },
    })),
  };
}

type SessionAsked = {
  id: string;
  tokenHash: string;
  lastSeenAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  secondFactorAt: Date | null;
  actingOrganisationId: string | null;
};

/** Sessions with who they are of, in the order of their hashes; undefined where there is none. */
export async function findSessions(tokenHashes: readonly string[]) {
  const { rows } = await pool().query<SessionAsked & { person: Sent }>({
    name: "sessions-asked",
    text: `
      SELECT s."id"::text, s."tokenHash", s."lastSeenAt", s."expiresAt", s."revokedAt", s."secondFactorAt",
        s."actingOrganisationId"::text, ${standing}
      FROM "Session" s JOIN "Person" p ON p."id" = s."personId" WHERE s."tokenHash" = ANY ($1::text[])`,
    values: [tokenHashes],
  });
  const known = new Map(rows.map((row) => [row.tokenHash, { ...row, person: personOf(row.person) }]));
  return tokenHashes.map((hash) => known.get(hash));
}

type TokenAsked = {
  id: string;
  tokenHash: string;
  organisationId: string | null;
  scopes: string[];
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** As `findSessions`, for API tokens. */
export async function findApiTokens(tokenHashes: readonly string[]) {
  const { rows } = await pool().query<TokenAsked & { person: Sent }>({
    name: "api-tokens-asked",
    text: `
      SELECT a."id"::text, a."tokenHash", a."organisationId"::text, a."scopes", a."expiresAt", a."lastUsedAt", a."revokedAt", ${standing}
      FROM "ApiToken" a JOIN "Person" p ON p."id" = a."personId" WHERE a."tokenHash" = ANY ($1::text[])`,
    values: [tokenHashes],
  });
  const known = new Map(rows.map((row) => [row.tokenHash, { ...row, person: personOf(row.person) }]));
  return tokenHashes.map((hash) => known.get(hash));
}

export function insertSession(
  tx: Tx,
  data: {
    tokenHash: string;
    personId: string;
    method: string;
    expiresAt: Date;
    secondFactorAt: Date | null;
    actingOrganisationId: string | null;
    address: string;
    userAgent: string;
  },
) {
  return tx.session.create({ data });
}

export function touchSession(tx: Pick<Tx, "session">, id: string, lastSeenAt: Date) {
  return tx.session.update({ where: { id }, data: { lastSeenAt } });
}

export function touchApiToken(tx: Pick<Tx, "apiToken">, id: string, lastUsedAt: Date) {
  return tx.apiToken.update({ where: { id }, data: { lastUsedAt } });
}

export async function findExternal(tx: Tx, provider: string, subject: string) {
  const link = await tx.externalIdentity.findUnique({
    where: { provider_subject: { provider, subject } },
    include: { person: true },
  });
  return link?.person ?? null;
}

export function linkExternal(tx: Tx, provider: string, subject: string, personId: string) {
  return tx.externalIdentity.create({ data: { provider, subject, personId } });
}
