import { z } from "zod";
import { memberRoles, organisationKinds, platformRoles } from "../shared/actor";
import { sealedEntities } from "./break-glass";

/** What identity answers; every door declares one of these, so nothing leaves that is not named here. */

const text = z.string();
const optionalText = z.string().nullable();
const instant = z.iso.datetime();

export const sent = z.strictObject({ sent: z.literal(true) });
export const done = z.strictObject({ done: z.literal(true) });
export const idView = z.strictObject({ id: text });
export const versionView = z.strictObject({ version: z.int() });
export const ticketView = z.strictObject({ ticket: text });
export const signInStep = z.strictObject({
  step: z.enum(["done", "secondFactor"]),
  ticket: text,
  methods: z.array(z.enum(["totp", "passkey"])),
});
export const passkeyOptions = z.strictObject({ ticket: text, options: z.record(z.string(), z.unknown()) });

/** What a form offers to choose from. */
export const organisationFoundView = z.strictObject({
  id: text,
  kind: z.enum(organisationKinds),
  nameZh: optionalText,
  nameEn: optionalText,
  /** The one that the reader acts for. */
  own: z.boolean(),
});

export const organisationView = z.strictObject({
  id: text,
  kind: z.enum(organisationKinds),
  nameZh: optionalText,
  nameEn: optionalText,
  country: text,
  region: optionalText,
  sectors: z.array(text),
  sizeBand: optionalText,
  website: optionalText,
  creditCode: optionalText,
  lei: optionalText,
  registryNumber: optionalText,
  verified: z.boolean(),
  verifiedUntil: instant.nullable(),
  version: z.int(),
  can: z.strictObject({ manage: z.boolean() }),
});

export const accountView = z.strictObject({
  id: text,
  email: text,
  nameZh: optionalText,
  nameEn: optionalText,
  locale: text,
  timeZone: text,
  version: z.int(),
  hasPassword: z.boolean(),
  platformRole: z.enum(platformRoles).nullable(),
  totp: z.boolean(),
  passkeys: z.array(z.strictObject({ id: text, name: text, createdAt: instant, lastUsedAt: instant.nullable() })),
  recoveryCodesLeft: z.int(),
  secondFactor: z.boolean(),
  secondFactorRequired: z.boolean(),
  actingId: optionalText,
  organisations: z.array(
    z.strictObject({
      id: text,
      nameZh: optionalText,
      nameEn: optionalText,
      kind: z.enum(organisationKinds),
      role: z.enum(memberRoles),
      verified: z.boolean(),
    }),
  ),
});

export const sessionView = z.strictObject({
  id: text,
  current: z.boolean(),
  method: text,
  userAgent: text,
  address: text,
  createdAt: instant,
  lastSeenAt: instant,
  secondFactor: z.boolean(),
});

export const deskView = z.strictObject({
  organisation: organisationView,
  members: z.array(
    z.strictObject({
      personId: text,
      role: z.enum(memberRoles),
      since: instant,
      email: text,
      nameZh: optionalText,
      nameEn: optionalText,
    }),
  ),
  invitations: z.array(z.strictObject({ id: text, email: text, role: z.enum(memberRoles), expiresAt: instant })),
  verification: z.strictObject({ state: text, submittedAt: instant, reasons: z.array(text) }).nullable(),
  can: z.strictObject({ manage: z.boolean(), leave: z.boolean() }),
});

export const invitationView = z.strictObject({
  organisation: organisationView,
  role: z.enum(memberRoles),
  email: text,
  state: z.enum(["open", "used", "revoked", "expired"]),
});

export const verificationView = z.strictObject({
  id: text,
  state: text,
  note: text,
  emailDomain: optionalText,
  submittedAt: instant,
  organisation: organisationView,
  lookAlikeOfId: optionalText,
  files: z.array(z.strictObject({ id: text, name: text, size: z.int() })),
  decisions: z.array(z.strictObject({ operatorId: text, approved: z.boolean(), reason: text, at: instant })),
  can: z.strictObject({ decide: z.boolean() }),
});

export const tokenView = z.strictObject({
  id: text,
  name: text,
  prefix: text,
  scopes: z.array(text),
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
});

export const platformRolesView = z.strictObject({
  holders: z.array(
    z.strictObject({
      email: text,
      nameZh: optionalText,
      nameEn: optionalText,
      role: z.enum(platformRoles).nullable(),
    }),
  ),
  can: z.strictObject({ grant: z.boolean(), nameFirst: z.boolean() }),
});

export const outboxView = z.strictObject({ id: text, at: text, to: text, subject: text, text });

export const auditPageView = z.strictObject({
  hasMore: z.boolean(),
  events: z.array(
    z.strictObject({
      id: text,
      at: instant,
      actorKind: text,
      actorId: optionalText,
      act: text,
      entity: text,
      entityId: text,
      facts: text,
      requestId: optionalText,
    }),
  ),
});
export const auditCheckView = z.strictObject({
  events: z.int(),
  unlinked: z.int(),
  intact: z.boolean(),
  brokenAt: z.int().nullable(),
});

export const breakGlassView = z.strictObject({
  id: text,
  entity: z.enum(sealedEntities),
  entityId: text,
  reason: text,
  requestedBy: text,
  requestedAt: instant,
  state: z.enum(["waiting", "granted", "refused", "over"]),
  expiresAt: instant.nullable(),
  can: z.strictObject({ decide: z.boolean(), use: z.boolean() }),
});
