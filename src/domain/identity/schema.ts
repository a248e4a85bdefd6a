import { z } from "zod";
import { memberRoles, organisationKinds, platformRoles } from "../shared/actor";
import { countryCodes } from "../shared/countries";
import { locales } from "../shared/locale";
import { organisationDomain } from "../shared/mail-domain";
import { sizeBands } from "../shared/size-bands";
import { line, nameOf, prose } from "../shared/text";
import { sealedEntities } from "./break-glass";
import { emailAddress } from "./email";
import { identifierFault } from "./identifiers";
import { passkeyAssertion, passkeyAttestation } from "./passkey-schema";
import { regionFault } from "./regions";
import { longestTokenDays, tokenScopes } from "./tokens";

/** What people and programs may send to identity; the form, the wire and the service share these objects. */

const name = nameOf(120).min(1);
const optionalName = nameOf(120).optional();
const id = z.uuid();
const secretLink = z.string().min(20).max(200);
const currentPassword = z.string().min(1).max(256);
/** Six digits of an app, or a recovery code with or without its hyphens. */
const factorCode = z.string().trim().min(6).max(20);

/**
 * NIST SP 800-63B-4, 3.1.1.2: length instead of composition rules, each code point counts once, long ones are welcome.
 * The standard asks 15 where a password stands alone and 8 beside a second factor; 12 lies between, because the roles
 * that guard other people's secrets have to use a second factor here. What else makes one weak: `password.ts`.
 */
export const newPassword = z
  .string()
  .max(256)
  .refine((text) => [...text].length >= 12, { error: "PASSWORD_TOO_SHORT", abort: true })
  .refine((text) => [...text].length <= 128, { error: "PASSWORD_TOO_LONG" });

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
/** With the password chosen at sign-up: the link alone must not confirm an account that a stranger opened. */
export const verifyEmailInput = z.strictObject({ token: secretLink, password: currentPassword });
export const signInInput = z.strictObject({ email: emailAddress, password: currentPassword });
export const secondFactorInput = z.strictObject({ ticket: secretLink, code: factorCode });
export const resetPasswordInput = z.strictObject({ token: secretLink, password: newPassword });
export const changePasswordInput = z.strictObject({ current: currentPassword, next: newPassword });
export const codeInput = z.strictObject({ code: factorCode });
export const passkeyAnswerInput = z.strictObject({ ticket: secretLink, response: passkeyAssertion });
export const passkeyRegistrationInput = z.strictObject({
  ticket: secretLink,
  name,
  response: passkeyAttestation,
});
export const idInput = z.strictObject({ id });
export const organisationSearchInput = z.strictObject({ name: z.string().trim().min(2).max(120) });
export const nothing = z.strictObject({});

export const profileInput = z.strictObject({
  nameZh: optionalName,
  nameEn: optionalName,
  locale: z.enum(locales),
  timeZone: z.string().max(64).refine(isTimeZone, { error: "TIME_ZONE" }),
  version: z.int().min(1),
});

/** Erasing one's account: the own address, typed once more, so that it does not happen by a slip. */
export const erasureInput = z.strictObject({ email: emailAddress, idempotencyKey: z.uuid() });

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
  country: z
    .string()
    .max(2)
    .refine((code) => countryCodes.has(code), { error: "COUNTRY_CODE" }),
  region: z.string().trim().max(10).optional(),
  sectors: z
    .array(z.enum(sectorIds))
    .max(sectorIds.length)
    .refine((chosen) => new Set(chosen).size === chosen.length, { error: "SECTOR_TWICE" }),
  sizeBand: z.enum(sizeBands).optional(),
  website: z.string().trim().max(200).refine(isPlainHttps, { error: "WEBSITE_HTTPS" }).optional(),
  // Longer than the codes are, so that the check says what is wrong with them instead of "too long".
  creditCode: z.string().max(40).optional(),
  lei: z.string().max(40).optional(),
  registryNumber: line(40).optional(),
};

export const organisationInput = z
  .strictObject({ ...organisationFields, idempotencyKey: z.uuid() })
  .superRefine(checkOrganisation);
export const organisationUpdateInput = z
  .strictObject({ ...organisationFields, id, version: z.int().min(1) })
  .superRefine(checkOrganisation);

type OrganisationFields = z.output<z.ZodObject<typeof organisationFields>>;

/** What no single field can know: a name in at least one language, a region of this country, the right identifier. */
function checkOrganisation(given: OrganisationFields, ctx: z.core.$RefinementCtx): void {
  const say = (field: keyof OrganisationFields, code: string, facts: Record<string, string | number> = {}) =>
    ctx.addIssue({ code: "custom", path: [field], params: { code, ...facts }, message: code });
  if (!given.nameZh && !given.nameEn) say("nameZh", "NAME_MISSING");
  // A country that is none has been named already; what hangs on it would only confuse.
  if (!countryCodes.has(given.country)) return;
  const region = given.region ? regionFault(given.country, given.region) : null;
  if (region) say("region", region, { country: given.country });
  const fault = identifierFault(given);
  if (fault) say(fault.field, fault.code, fault.facts);
}

/** An address that a visitor can be sent to: https, no name and password in it, a host with a dot. */
function isPlainHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  return protocol === "https:" && username === "" && password === "" && hostname.includes(".");
}

/** A zone of the IANA database, as this runtime knows it. */
function isTimeZone(name: string): boolean {
  try {
    // ECMA-402 has no other question than trying; the RangeError is the answer "no".
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const verificationInput = z.strictObject({
  organisationId: id,
  emailDomain: z
    .string()
    .trim()
    .toLowerCase()
    .max(120)
    .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/u, { error: "EMAIL_DOMAIN", abort: true })
    .refine((domain) => organisationDomain(domain) !== null, { error: "EMAIL_DOMAIN_SHARED" })
    .optional(),
  note: prose(2_000),
  fileIds: z
    .array(id)
    .min(1, { error: "EVIDENCE_MISSING" })
    .max(10, { error: "EVIDENCE_TOO_MANY" })
    .refine((ids) => new Set(ids).size === ids.length, { error: "EVIDENCE_TWICE" }),
  idempotencyKey: z.uuid(),
});
export const verificationDecisionInput = z.strictObject({
  id,
  approved: z.boolean(),
  reason: prose(2_000).min(3, { error: "REASON_MISSING" }),
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

export const apiTokenInput = z.strictObject({
  name,
  scopes: z.array(z.enum(tokenScopes)).min(1, { error: "SCOPE_MISSING" }).max(tokenScopes.length),
  days: z.int().min(1).max(longestTokenDays, { error: "TOKEN_TOO_LONG" }),
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

export const breakGlassInput = z.strictObject({
  entity: z.enum(sealedEntities),
  entityId: id,
  reason: prose(2_000).min(20, { error: "REASON_TOO_SHORT" }),
  idempotencyKey: z.uuid(),
});
export const breakGlassDecisionInput = z.strictObject({ id, granted: z.boolean() });
