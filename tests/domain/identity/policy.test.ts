import { describe, expect, it } from "vitest";
import {
  actsForVerified,
  mayActAs,
  mayChangeFactors,
  mayChangeMember,
  mayCreateOrganisation,
  mayCreateToken,
  mayDecideVerification,
  mayEnterAdministration,
  mayEraseOwnAccount,
  mayFindOrganisations,
  mayGiveRole,
  mayGrantPlatformRole,
  mayLeaveOrganisation,
  mayListMembers,
  mayListOrganisations,
  mayManageOrganisation,
  mayManageOwnAccount,
  mayNameFirstSecurityAdmin,
  mayPrepareDraft,
  mayReadAudit,
  mayReadMembersOnly,
  mayReadOutbox,
  mayReadOwnAccount,
  mayReadPerson,
  mayReadPublic,
  mayReadVerifications,
  mayStopAccount,
  maySubmitVerification,
  mayUseFrontDoor,
} from "@/domain/identity/policy";
import type { Actor, Decision } from "@/domain/shared/actor";
import { type Cast, cast, somebody } from "./people";

const own = { id: "own" };
const other = { id: "other" };
const everybody = Object.keys(cast) as Cast[];
const people = everybody.filter((name) => name !== "visitor" && name !== "system");

/** Every act of identity, and everybody who may do it. Who is not named is refused. */
const table: [act: string, ask: (actor: Actor) => Decision, allowed: readonly Cast[]][] = [
  ["use the front door", () => mayUseFrontDoor(), everybody],
  ["read public pages", () => mayReadPublic(), everybody],
  [
    "manage the own account, sessions and factors",
    mayManageOwnAccount,
    people.filter((name) => name !== "token" && name !== "operatorToken"),
  ],
  ["read the own account", mayReadOwnAccount, people.filter((name) => name !== "token")],
  [
    "set up the first second factor",
    (actor) => mayChangeFactors(actor, { enrolled: false }),
    people.filter((name) => name !== "token" && name !== "operatorToken"),
  ],
  [
    "change second factors when one is enrolled",
    (actor) => mayChangeFactors(actor, { enrolled: true }),
    ["operator", "securityAdmin", "auditor"],
  ],
  [
    "make an API token",
    mayCreateToken,
    ["alone", "viewer", "member", "admin", "owner", "unverifiedOwner", "operator", "securityAdmin", "auditor"],
  ],
  [
    "act as the own organisation",
    (actor) => mayActAs(actor, own),
    ["viewer", "member", "admin", "owner", "unverifiedOwner", "officialNoFactor"],
  ],
  ["act as another organisation", (actor) => mayActAs(actor, other), []],
  [
    "erase the own account",
    (actor) => mayEraseOwnAccount(actor, { lastOwnerOf: 0 }),
    ["alone", "viewer", "member", "admin", "owner", "unverifiedOwner"],
  ],
  ["erase the account of an organisation's last owner", (actor) => mayEraseOwnAccount(actor, { lastOwnerOf: 1 }), []],
  [
    "read a colleague's name and address",
    (actor) => mayReadPerson(actor, { personId: "colleague", organisationIds: ["own"] }),
    ["viewer", "member", "admin", "owner", "unverifiedOwner", "operator", "securityAdmin", "auditor"],
  ],
  [
    "read a stranger's name and address",
    (actor) => mayReadPerson(actor, { personId: "stranger", organisationIds: ["other"] }),
    ["operator", "securityAdmin", "auditor"],
  ],
  [
    "register an organisation",
    mayCreateOrganisation,
    ["alone", "viewer", "member", "admin", "owner", "unverifiedOwner", "operator", "securityAdmin", "auditor"],
  ],
  ["edit the own organisation", (actor) => mayManageOrganisation(actor, own), ["admin", "owner", "unverifiedOwner"]],
  ["edit another organisation", (actor) => mayManageOrganisation(actor, other), []],
  ["invite a viewer", (actor) => mayGiveRole(actor, own, "viewer"), ["admin", "owner", "unverifiedOwner"]],
  ["invite an administrator", (actor) => mayGiveRole(actor, own, "admin"), ["admin", "owner", "unverifiedOwner"]],
  ["invite an owner", (actor) => mayGiveRole(actor, own, "owner"), ["owner", "unverifiedOwner"]],
  [
    "make a member an administrator",
    (actor) => mayChangeMember(actor, own, { from: "member", to: "admin" }),
    ["admin", "owner", "unverifiedOwner"],
  ],
  [
    "make an owner a viewer",
    (actor) => mayChangeMember(actor, own, { from: "owner", to: "viewer" }),
    ["owner", "unverifiedOwner"],
  ],
  [
    "remove an owner",
    (actor) => mayChangeMember(actor, own, { from: "owner", to: null }),
    ["owner", "unverifiedOwner"],
  ],
  [
    "list the members of the own organisation",
    (actor) => mayListMembers(actor, own),
    ["viewer", "member", "admin", "owner", "unverifiedOwner", "operator", "auditor"],
  ],
  ["list the members of another organisation", (actor) => mayListMembers(actor, other), ["operator", "auditor"]],
  [
    "leave the organisation",
    (actor) => mayLeaveOrganisation(actor, own),
    ["viewer", "member", "admin", "owner", "unverifiedOwner"],
  ],
  ["submit a verification", (actor) => maySubmitVerification(actor, own), ["admin", "owner", "unverifiedOwner"]],
  [
    "decide a verification",
    (actor) => mayDecideVerification(actor, { organisationId: "other", decidedBy: ["somebody else"] }),
    ["operator"],
  ],
  [
    "decide a verification twice",
    (actor) => mayDecideVerification(actor, { organisationId: "other", decidedBy: ["me"] }),
    [],
  ],
  ["read the queue of verifications", mayReadVerifications, ["operator", "auditor"]],
  ["find organisations by name", mayFindOrganisations, people.filter((name) => name !== "token")],
  ["list all organisations", mayListOrganisations, ["operator", "auditor"]],
  ["enter the administration", mayEnterAdministration, ["operator", "securityAdmin", "auditor"]],
  ["read the mail outbox", mayReadOutbox, ["operator"]],
  ["read the audit log", mayReadAudit, ["auditor"]],
  ["grant a platform role", (actor) => mayGrantPlatformRole(actor, { personId: "somebody else" }), ["securityAdmin"]],
  ["grant oneself a platform role", (actor) => mayGrantPlatformRole(actor, { personId: "me" }), []],
  ["stop an account", (actor) => mayStopAccount(actor, { personId: "somebody else" }), ["securityAdmin"]],
  ["stop the own account", (actor) => mayStopAccount(actor, { personId: "me" }), []],
  [
    "name the first security administrator",
    (actor) => mayNameFirstSecurityAdmin(actor, { personId: "somebody else", securityAdmins: 0 }),
    ["operator"],
  ],
  [
    "name a second security administrator that way",
    (actor) => mayNameFirstSecurityAdmin(actor, { personId: "somebody else", securityAdmins: 1 }),
    [],
  ],
  [
    "name oneself the first security administrator",
    (actor) => mayNameFirstSecurityAdmin(actor, { personId: "me", securityAdmins: 0 }),
    [],
  ],
  [
    "prepare a draft",
    (actor) => mayPrepareDraft(actor, "needs:write"),
    ["member", "admin", "owner", "unverifiedOwner"],
  ],
  [
    "read what only members see",
    (actor) => mayReadMembersOnly(actor, "needs:read"),
    ["viewer", "member", "admin", "owner", "token"],
  ],
  ["post, propose, vote", (actor) => actsForVerified(actor, "member", "needs:write"), ["member", "admin", "owner"]],
];

describe("who may do what with people and organisations", () => {
  it.each(table)("%s", (_act, ask, allowed) => {
    expect(everybody.filter((name) => ask(cast[name]).allowed)).toEqual(
      everybody.filter((name) => allowed.includes(name)),
    );
  });
});

/** The reason decides which sentence a person reads, and whether a page asks for sign-in or second factor. */
const reasons: [claim: string, decision: Decision, reason: string][] = [
  ["a visitor is asked to sign in first", mayReadAudit(cast.visitor), "signIn"],
  ["a member learns that administrators do this", mayManageOrganisation(cast.member, own), "organisationAdmin"],
  ["an official is asked for the second factor", mayManageOrganisation(cast.officialNoFactor, own), "secondFactor"],
  ["a token is told that this needs a browser", mayManageOwnAccount(cast.token), "browserOnly"],
  ["a token is told which scope is missing", mayReadOwnAccount(cast.token), "scope"],
  [
    "an administrator cannot touch an owner",
    mayChangeMember(cast.admin, own, { from: "owner", to: "member" }),
    "roleAboveOwn",
  ],
  [
    "an unverified organisation cannot post",
    actsForVerified(cast.unverifiedOwner, "member", "needs:write"),
    "notVerified",
  ],
  ["a viewer cannot post", actsForVerified(cast.viewer, "member", "needs:write"), "memberRole"],
  ["who acts for nobody cannot post", actsForVerified(cast.alone, "member", "needs:write"), "noOrganisation"],
  [
    "a stranger's existence is not confirmed",
    mayReadPerson(cast.member, { personId: "x", organisationIds: [] }),
    "notFound",
  ],
  [
    "an operator does not judge the own organisation",
    mayDecideVerification(somebody({ ...cast.operator, organisationIds: ["own"] }), {
      organisationId: "own",
      decidedBy: [],
    }),
    "ownOrganisation",
  ],
  [
    "one operator is not two",
    mayDecideVerification(cast.operator, { organisationId: "x", decidedBy: ["me"] }),
    "twoOperators",
  ],
  [
    "auditors change nothing",
    mayDecideVerification(cast.auditor, { organisationId: "x", decidedBy: [] }),
    "operatorOnly",
  ],
  ["operators do not read the audit log", mayReadAudit(cast.operator), "auditorOnly"],
  [
    "a platform role is handed back before erasure",
    mayEraseOwnAccount(cast.operator, { lastOwnerOf: 0 }),
    "platformRoleFirst",
  ],
  ["the last owner hands over before erasure", mayEraseOwnAccount(cast.owner, { lastOwnerOf: 1 }), "lastOwner"],
];

describe("why not", () => {
  it.each(reasons)("%s", (_claim, decision, reason) => {
    expect(decision).toEqual({ allowed: false, reason });
  });
});
