import { randomUUID } from "node:crypto";
import { audienceMap, profileContent } from "@/domain/experts/profile";
import { searchFilter } from "@/domain/experts/search";
import { evidence, listed, somebody } from "./stages";

/** The registry's part of the matrix; who keeps a pool or runs a training is held by their own tests. */

const world = { personId: "" };

export async function expertsWorld(): Promise<void> {
  const expert = await somebody();
  await listed(expert);
  world.personId = expert.id;
}

export function expertsInputs(): Record<string, unknown> {
  const { personId } = world;
  const id = randomUUID();
  const key = randomUUID();
  return {
    "experts.search": {},
    "experts.profile": { personId },
    "experts.compare": { personIds: [personId, personId] },
    "experts.contact": { personId },
    "experts.me": {},
    "experts.saveMe": {
      version: 99,
      content: profileContent.parse({ nameEn: "x" }),
      audiences: audienceMap.parse({}),
      birthDate: null,
      listed: false,
    },
    "experts.saveClaims": { claims: [] },
    "experts.endorse": { personId, conceptId: "skill:mlps", level: 1, note: "" },
    "experts.addOwnEvidence": evidence(),
    "experts.attachCredential": { credential: { text: "{}" }, conceptIds: [], audience: "everyone" },
    "experts.dropOwnEvidence": { id },
    "experts.setEvidenceAudience": { id, audience: "members" },
    "experts.importEvidence": { format: "csv", text: "title,date\na,2024" },
    "experts.exportEvidence": {},
    "experts.checkEvidence": { id, supports: 3, reason: "because" },
    "experts.namesInReview": {},
    "experts.decideName": { personId, clear: true, reason: "because" },
    "experts.searches": {},
    "experts.saveSearch": { name: "x", filter: searchFilter.parse({}), alert: false },
    "experts.setSearchAlert": { id, alert: true },
    "experts.dropSearch": { id },
    "experts.skillsGap": { by: "region" },
    "experts.shortlists": {},
    "experts.createShortlist": { title: "x" },
    "experts.renameShortlist": { id, title: "y" },
    "experts.dropShortlist": { id },
    "experts.putOnShortlist": { id, personId, note: "" },
    "experts.takeOffShortlist": { id, personId },
    "experts.invite": { personId, work: "review", text: "Please review this.", idempotencyKey: key },
    "experts.invitations": {},
    "experts.answerInvitation": { id, accept: true },
    "experts.relations": {},
    "experts.declareRelation": { email: "nobody@people.example", kind: "other", above: false, until: null },
    "experts.withdrawRelation": { id },
    "experts.tags": {},
    "experts.proposeTag": { nameZh: "网闸", nameEn: `Tag ${key}` },
    "experts.curateTag": { id: "tag:none", nameZh: "无", nameEn: "None", aliases: [], parentId: null, mergeInto: null },
    "experts.pools": {},
    "experts.pool": { id },
    "experts.foundPool": {
      nameZh: "库",
      nameEn: "Pool",
      purpose: "A pool for the matrix",
      criteria: [{ conceptId: "skill:mlps", level: 1, backing: "self" }],
      termMonths: 12,
      workloadCap: 2,
      codeOfConduct: "Be fair, be on time, keep secrets.",
      reviewerEmails: ["nobody1@people.example", "nobody2@people.example"],
    },
    "experts.nominate": { poolId: id, personId, statement: "An expert of the field" },
    "experts.answerNomination": { id, agree: true },
    "experts.reviewNomination": { id, favour: true, reason: "because it fits" },
    "experts.decideNomination": { id, appoint: true, reason: "because it fits" },
    "experts.renewTerm": { id, renew: true, reason: "because" },
    "experts.takeLeave": { id, from: "2026-01-01", until: "2026-02-01" },
    "experts.mine": {},
    "experts.prepareDraw": { poolId: id, title: "A panel", seats: 1, concerns: { organisationIds: [], emails: [] } },
    "experts.drawPanel": { id, seed: "0".repeat(64) },
    "experts.assignPanel": {
      poolId: id,
      title: "Many",
      seed: 1,
      organisationKindMost: null,
      regionMost: null,
      atLeast: [],
      items: [{ title: "a", conceptIds: [], demand: 1, organisationIds: [] }],
    },
    "experts.endPanel": { id },
    "experts.answerSeat": { id, accept: true, reason: "" },
    "experts.panel": { id },
    "experts.openings": {},
    "experts.opening": { id },
    "experts.createOpening": {
      kind: "internship",
      title: "An internship",
      text: "Twelve weeks with us",
      language: "en",
      conceptIds: [],
      sector: null,
      region: null,
      places: 1,
      closesAt: "2099-01-01T00:00:00Z",
    },
    "experts.applyForOpening": { id, note: "I would like to come" },
    "experts.withdrawFromOpening": { id },
    "experts.closeOpening": { id },
    "experts.answerOpening": { id, personId, accept: true, reason: "" },
    "experts.myData": {},
    "experts.exportMyData": {},
    "experts.eraseMe": { confirm: "nobody@people.example" },
    "training.list": {},
    "training.get": { id },
    "training.create": {
      titleZh: "培养",
      titleEn: "Training",
      summaryZh: "",
      summaryEn: "",
      content: {
        roles: [],
        modules: [{ id: "a", title: "A", hours: 1, practice: false, conceptIds: [] }],
        site: "",
        stipend: "",
      },
      places: 1,
      mentorEmails: [],
      partnerIds: [id],
      applyUntil: "2099-01-01T00:00:00Z",
      startsOn: "2099-02-01",
      endsOn: "2099-03-01",
      idempotencyKey: key,
    },
    "training.confirm": { id },
    "training.move": { id, version: 1, act: "start" },
    "training.applyFor": { id, statement: "I would like to learn this trade" },
    "training.withdraw": { applicationId: id },
    "training.decide": { applicationId: id, accept: true, reason: "because", mentorId: null },
    "training.record": { applicationId: id, moduleId: "a", passed: true, note: "", needId: null },
    "training.complete": { applicationId: id },
    "training.outcome": { applicationId: id, placedOn: null, retained: null },
  };
}

type Row = Record<string, string>;

export function expertsStated<R extends Row>({
  all,
  except,
}: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
}): Record<string, R> {
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const everybody = all("ok");
  const signIn = "UNAUTHENTICATED signIn";
  const browser = change(everybody, { visitor: signIn, token: "FORBIDDEN browserOnly" });
  const kept = change(everybody, { visitor: signIn, token: "FORBIDDEN scope" });
  const curated = change(all("FORBIDDEN operatorOnly"), {
    visitor: signIn,
    operator: "ok",
    oneFactor: "SECOND_FACTOR_REQUIRED secondFactor",
    token: "FORBIDDEN browserOnly",
  });
  const nobodyOf = {
    person: "FORBIDDEN noOrganisation",
    operator: "FORBIDDEN noOrganisation",
    oneFactor: "FORBIDDEN noOrganisation",
    auditor: "FORBIDDEN noOrganisation",
    securityAdmin: "FORBIDDEN noOrganisation",
  };
  const recruits = change(browser, {
    ...nobodyOf,
    unverified: "FORBIDDEN notVerified",
    viewer: "FORBIDDEN memberRole",
  });
  const founds = change(recruits, { viewer: "FORBIDDEN adminRole" });
  const rows: Record<string, R> = {};
  const put = (row: R, ...names: string[]) => {
    for (const name of names) rows[name] = row;
  };
  put(
    everybody,
    ...["search", "profile", "compare", "skillsGap", "tags", "pools", "pool", "openings", "opening"].map(
      (n) => `experts.${n}`,
    ),
  );
  put(everybody, "training.list", "training.get");
  put(
    kept,
    ...[
      "me",
      "saveMe",
      "saveClaims",
      "addOwnEvidence",
      "attachCredential",
      "dropOwnEvidence",
      "setEvidenceAudience",
      "importEvidence",
      "exportEvidence",
      "searches",
      "saveSearch",
      "setSearchAlert",
      "dropSearch",
    ].map((n) => `experts.${n}`),
  );
  put(
    browser,
    ...[
      "contact",
      "endorse",
      "proposeTag",
      "invitations",
      "answerInvitation",
      "relations",
      "declareRelation",
      "withdrawRelation",
      "answerNomination",
      "takeLeave",
      "mine",
      "answerSeat",
      "panel",
      "applyForOpening",
      "withdrawFromOpening",
      "myData",
      "exportMyData",
      "eraseMe",
    ].map((n) => `experts.${n}`),
  );
  put(curated, ...["checkEvidence", "namesInReview", "decideName", "curateTag"].map((n) => `experts.${n}`));
  put(
    recruits,
    ...[
      "shortlists",
      "createShortlist",
      "renameShortlist",
      "dropShortlist",
      "putOnShortlist",
      "takeOffShortlist",
      "invite",
      "nominate",
      "createOpening",
      "closeOpening",
      "answerOpening",
    ].map((n) => `experts.${n}`),
  );
  put(founds, "experts.foundPool");
  // What does not exist is not found by anybody, which counts as "ok" here; the rights are held in the pools' own tests.
  put(
    everybody,
    ...["reviewNomination", "decideNomination", "renewTerm", "prepareDraw", "drawPanel", "endPanel", "assignPanel"].map(
      (n) => `experts.${n}`,
    ),
  );
  put(recruits, "training.create");
  put(everybody, "training.confirm", "training.move", "training.decide", "training.record", "training.complete");
  put(browser, "training.applyFor", "training.withdraw", "training.outcome");
  return rows;
}
