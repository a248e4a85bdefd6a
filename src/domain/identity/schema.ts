import { z } from "zod";
import { memberRoles, organisationKinds, platformRoles } from "../shared/actor";
import { locales } from "../shared/locale";

/** What people and programs may send to identity; the form, the wire and the service share these objects. */

const name = z.string().trim().min(1).max(120);
const optionalName = z.string().trim().max(120).optional();
const id = z.uuid();
const secretLink = z.string().min(20).max(200);

/** Addresses are compared folded: trimmed, lower case, ASCII only, so that no look-alike letter passes for another. */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .transform((text) => text.normalize("NFKC").toLowerCase())
  .pipe(z.email().regex(/^[\x21-\x7e]+$/u, { error: "EMAIL_NOT_ASCII" }));

/** NIST SP 800-63B-4: length, no composition rules; 12 because passwords here guard other people's secrets. */
export const newPassword = z.string().min(12, { error: "PASSWORD_TOO_SHORT" }).max(128);

export const signUpInput = z.strictObject({
  email: emailAddress,
  password: newPassword,
  nameZh: optionalName,
  nameEn: optionalName,
  locale: z.enum(locales),
  invitation: secretLink.optional(),
});
export const emailOnlyInput = z.strictObject({ email: emailAddress, locale: z.enum(locales) });
export const linkInput = z.strictObject({ token: secretLink });
export const signInInput = z.strictObject({ email: emailAddress, password: z.string().min(1).max(128) });
export const secondFactorInput = z.strictObject({ ticket: secretLink, code: z.string().trim().min(6).max(20) });
export const resetPasswordInput = z.strictObject({ token: secretLink, password: newPassword });
export const changePasswordInput = z.strictObject({ current: z.string().min(1).max(128), next: newPassword });
export const codeInput = z.strictObject({ code: z.string().trim().min(6).max(20) });
export const passkeyAnswerInput = z.strictObject({ ticket: secretLink, response: z.record(z.string(), z.unknown()) });
export const passkeyRegistrationInput = z.strictObject({
  ticket: secretLink,
  name,
  response: z.record(z.string(), z.unknown()),
});
export const idInput = z.strictObject({ id });
export const nothing = z.strictObject({});

export const profileInput = z.strictObject({
  nameZh: optionalName,
  nameEn: optionalName,
  locale: z.enum(locales),
  timeZone: z.string().max(64),
  version: z.int().min(1),
});

export const sizeBands = ["micro", "small", "medium", "large"] as const;
export const sectorIds = [
  "energy",
  "power",
  "transport",
  "petrochemical",
  "manufacturing",
  "aviation",
  "space",
  "nuclear",
  "telecom",
  "water",
  "other",
] as const;

const organisationFields = {
  kind: z.enum(organisationKinds),
  nameZh: optionalName,
  nameEn: optionalName,
  country: z.string().regex(/^[A-Z]{2}$/u, { error: "COUNTRY_CODE" }),
  region: z.string().trim().max(10).optional(),
  sectors: z.array(z.enum(sectorIds)).max(11),
  sizeBand: z.enum(sizeBands).optional(),
  website: z
    .url({ protocol: /^https?$/u })
    .max(200)
    .optional(),
  creditCode: z.string().max(18).optional(),
  lei: z.string().max(20).optional(),
  registryNumber: z.string().trim().max(40).optional(),
};

export const organisationInput = z.strictObject({ ...organisationFields, idempotencyKey: z.uuid() });
export const organisationUpdateInput = z.strictObject({ ...organisationFields, id, version: z.int().min(1) });

export const verificationInput = z.strictObject({
  organisationId: id,
  emailDomain: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/u)
    .max(120)
    .optional(),
  note: z.string().trim().max(2_000),
  fileIds: z.array(id).min(1, { error: "EVIDENCE_MISSING" }).max(10),
  idempotencyKey: z.uuid(),
});
export const verificationDecisionInput = z.strictObject({
  id,
  approved: z.boolean(),
  reason: z.string().trim().min(3).max(2_000),
});

export const invitationInput = z.strictObject({
  organisationId: id,
  email: emailAddress,
  role: z.enum(memberRoles),
  idempotencyKey: z.uuid(),
});
export const membershipInput = z.strictObject({ organisationId: id, personId: id, role: z.enum(memberRoles) });
export const memberRemovalInput = z.strictObject({ organisationId: id, personId: id });
export const actingInput = z.strictObject({ organisationId: id.nullable() });

export const tokenScopes = [
  "needs:read",
  "needs:write",
  "proposals:read",
  "proposals:write",
  "identity:read",
  "experts:read",
  "experts:write",
] as const;
export const apiTokenInput = z.strictObject({
  name,
  scopes: z.array(z.enum(tokenScopes)).min(1).max(20),
  days: z.int().min(1).max(90),
  idempotencyKey: z.uuid(),
});

export const platformRoleInput = z.strictObject({ email: emailAddress, role: z.enum(platformRoles).nullable() });
export const pageInput = z.strictObject({ page: z.int().min(1).max(1_000).default(1) });
export const firstRunInput = z.strictObject({
  token: secretLink,
  email: emailAddress,
  password: newPassword,
  nameZh: optionalName,
  nameEn: optionalName,
  locale: z.enum(locales),
});
