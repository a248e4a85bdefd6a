import { z } from "zod";
import * as opening from "@/domain/experts/openings";
import * as pool from "@/domain/experts/pools";
import * as registry from "@/domain/experts/registry-schema";
import {
  capabilityView,
  evidenceInput,
  evidenceRemoval,
  organisationIdInput,
  profileInput,
} from "@/domain/experts/schema";
import { door, router } from "@/server/api/trpc";
import { addEvidence, deleteEvidence, readCapability, updateCapability } from "@/server/modules/experts/service";
import { assignPanel } from "@/server/modules/experts/service-assignments";
import * as evidence from "@/server/modules/experts/service-evidence";
import * as myData from "@/server/modules/experts/service-my-data";
import * as openings from "@/server/modules/experts/service-openings";
import * as panels from "@/server/modules/experts/service-panels";
import * as pools from "@/server/modules/experts/service-pools";
import * as profiles from "@/server/modules/experts/service-profiles";
import * as recruit from "@/server/modules/experts/service-recruit";
import * as relations from "@/server/modules/experts/service-relations";
import * as search from "@/server/modules/experts/service-search";
import * as tags from "@/server/modules/experts/service-tags";

const done = z.strictObject({ done: z.literal(true) });
const made = z.strictObject({ id: z.string() });
const name = z.strictObject({ personId: z.string(), nameZh: z.string(), nameEn: z.string() });
const gapFigure = z.strictObject({
  place: z.string().nullable(),
  demand: z.int(),
  supply: z.int().nullable(),
  pressure: z.int().nullable(),
});

export const expertsRouter = router({
  capability: door("mayReadCapability", organisationIdInput, capabilityView, {
    method: "GET",
    path: "/organisations/{organisationId}/capability",
  }).query(({ ctx, input }) => readCapability(ctx, input.organisationId)),
  saveCapability: door("mayEditCapability", profileInput, z.strictObject({ version: z.int() })).mutation(
    ({ ctx, input }) => updateCapability(ctx, input),
  ),
  addEvidence: door("mayEditCapability", evidenceInput, made).mutation(({ ctx, input }) => addEvidence(ctx, input)),
  deleteEvidence: door("mayEditCapability", evidenceRemoval, done).mutation(({ ctx, input }) =>
    deleteEvidence(ctx, input),
  ),

  search: door("mayReadExperts", registry.searchInput, registry.searchView, { method: "GET", path: "/experts" }).query(
    ({ ctx, input }) => search.searchExperts(ctx, input),
  ),
  profile: door("mayReadExperts", registry.readInput, registry.profileView, {
    method: "GET",
    path: "/experts/{personId}",
  }).query(({ ctx, input }) => profiles.readProfile(ctx, input)),
  compare: door("mayReadExperts", registry.compareInput, z.array(registry.profileView)).query(({ ctx, input }) =>
    search.compareExperts(ctx, input),
  ),
  contact: door("mayReadContact", registry.personInput, registry.contactView).mutation(({ ctx, input }) =>
    profiles.readContact(ctx, input.personId),
  ),
  me: door("mayReadOwnProfile", registry.nothing, registry.profileView).query(({ ctx }) =>
    profiles.readOwnProfile(ctx),
  ),
  saveMe: door(
    "mayKeepOwnProfile",
    registry.saveInput,
    z.strictObject({ version: z.int(), listed: z.boolean(), obstacle: z.string().nullable() }),
  ).mutation(({ ctx, input }) => profiles.saveProfile(ctx, input)),
  saveClaims: door("mayKeepOwnProfile", registry.claimsInput, done).mutation(({ ctx, input }) =>
    profiles.saveClaims(ctx, input),
  ),
  endorse: door("mayEndorse", registry.endorseInput, done).mutation(({ ctx, input }) => profiles.endorse(ctx, input)),
  addOwnEvidence: door("mayKeepOwnProfile", registry.evidenceAddInput, done).mutation(({ ctx, input }) =>
    evidence.addProfileEvidence(ctx, input),
  ),
  attachCredential: door("mayKeepOwnProfile", registry.attachInput, registry.attachView).mutation(({ ctx, input }) =>
    evidence.attachCredential(ctx, input),
  ),
  dropOwnEvidence: door("mayKeepOwnProfile", registry.evidenceIdInput, done).mutation(({ ctx, input }) =>
    evidence.dropProfileEvidence(ctx, input.id),
  ),
  setEvidenceAudience: door("mayKeepOwnProfile", registry.evidenceAudienceInput, done).mutation(({ ctx, input }) =>
    evidence.setEvidenceAudience(ctx, input),
  ),
  importEvidence: door("mayKeepOwnProfile", registry.importInput, registry.importView).mutation(({ ctx, input }) =>
    evidence.importEvidence(ctx, input),
  ),
  exportEvidence: door("mayReadOwnProfile", registry.nothing, z.strictObject({ csv: z.string() })).query(({ ctx }) =>
    evidence.exportEvidence(ctx),
  ),
  checkEvidence: door("mayCurateRegistry", registry.evidenceCheckInput, done).mutation(({ ctx, input }) =>
    evidence.checkEvidence(ctx, input),
  ),
  namesInReview: door("mayCurateRegistry", registry.nothing, z.array(name.extend({ other: name }))).query(({ ctx }) =>
    profiles.readNamesInReview(ctx),
  ),
  decideName: door("mayCurateRegistry", registry.nameDecisionInput, done).mutation(({ ctx, input }) =>
    profiles.decideName(ctx, input),
  ),

  searches: door("mayReadOwnProfile", registry.nothing, z.array(registry.savedSearchView)).query(({ ctx }) =>
    search.readSearches(ctx),
  ),
  saveSearch: door("mayKeepOwnProfile", registry.saveSearchInput, made).mutation(({ ctx, input }) =>
    search.saveSearch(ctx, input),
  ),
  setSearchAlert: door("mayKeepOwnProfile", registry.searchAlertInput, done).mutation(({ ctx, input }) =>
    search.setSearchAlert(ctx, input),
  ),
  dropSearch: door("mayKeepOwnProfile", registry.idInput, done).mutation(({ ctx, input }) =>
    search.dropSearch(ctx, input.id),
  ),
  skillsGap: door(
    "mayReadSkillsGap",
    z.strictObject({ by: z.enum(["region", "sector"]) }),
    z.strictObject({
      prepared: z.int(),
      places: z.array(z.string()),
      rows: z.array(z.strictObject({ conceptId: z.string(), total: gapFigure, cells: z.array(gapFigure) })),
    }),
    { method: "GET", path: "/skills-gap" },
  ).query(({ input }) => search.readSkillsGap(input.by)),

  shortlists: door("mayRecruit", registry.nothing, z.array(registry.shortlistView)).query(({ ctx }) =>
    recruit.readShortlists(ctx),
  ),
  createShortlist: door("mayRecruit", registry.shortlistInput, made).mutation(({ ctx, input }) =>
    recruit.createShortlist(ctx, input),
  ),
  renameShortlist: door("mayRecruit", registry.shortlistRenameInput, done).mutation(({ ctx, input }) =>
    recruit.renameShortlist(ctx, input),
  ),
  dropShortlist: door("mayRecruit", registry.idInput, done).mutation(({ ctx, input }) =>
    recruit.dropShortlist(ctx, input.id),
  ),
  putOnShortlist: door("mayRecruit", registry.shortlistEntryInput, done).mutation(({ ctx, input }) =>
    recruit.putOnShortlist(ctx, input),
  ),
  takeOffShortlist: door("mayRecruit", registry.shortlistEntryInput.omit({ note: true }), done).mutation(
    ({ ctx, input }) => recruit.takeOffShortlist(ctx, input),
  ),
  invite: door("mayRecruit", registry.inviteInput, made).mutation(({ ctx, input }) => recruit.inviteExpert(ctx, input)),
  invitations: door("mayAnswerForOneself", registry.nothing, z.array(registry.invitationView)).query(({ ctx }) =>
    recruit.readInvitations(ctx),
  ),
  answerInvitation: door("mayAnswerForOneself", registry.answerInput, done).mutation(({ ctx, input }) =>
    recruit.answerExpertInvitation(ctx, input),
  ),

  relations: door("mayAnswerForOneself", registry.nothing, z.array(registry.relationView)).query(({ ctx }) =>
    relations.readRelations(ctx),
  ),
  declareRelation: door("mayAnswerForOneself", registry.relationInput, done).mutation(({ ctx, input }) =>
    relations.declareRelation(ctx, input),
  ),
  withdrawRelation: door("mayAnswerForOneself", registry.idInput, done).mutation(({ ctx, input }) =>
    relations.withdrawRelation(ctx, input.id),
  ),

  tags: door("mayReadExperts", registry.nothing, z.array(registry.tagView)).query(({ ctx }) => tags.readTags(ctx)),
  proposeTag: door("mayProposeTag", registry.tagInput, made).mutation(({ ctx, input }) => tags.proposeTag(ctx, input)),
  curateTag: door("mayCurateRegistry", registry.tagCurateInput, z.strictObject({ moved: z.int() })).mutation(
    ({ ctx, input }) => tags.curateTag(ctx, input),
  ),

  pools: door("mayReadExperts", registry.nothing, z.array(pool.poolCard), {
    method: "GET",
    path: "/expert-pools",
  }).query(({ ctx }) => pools.readPools(ctx)),
  pool: door("mayReadExperts", pool.idInput, pool.poolView).query(({ ctx, input }) => pools.readPool(ctx, input.id)),
  foundPool: door("mayFoundPool", pool.poolInput, made).mutation(({ ctx, input }) => pools.foundPool(ctx, input)),
  nominate: door("mayNominate", pool.nominateInput, made).mutation(({ ctx, input }) => pools.nominate(ctx, input)),
  answerNomination: door("mayAnswerForOneself", pool.agreeInput, done).mutation(({ ctx, input }) =>
    pools.answerNomination(ctx, input),
  ),
  reviewNomination: door("mayReviewNomination", pool.reviewInput, done).mutation(({ ctx, input }) =>
    pools.reviewNomination(ctx, input),
  ),
  decideNomination: door("mayKeepPool", pool.decideInput, done).mutation(({ ctx, input }) =>
    pools.decideNomination(ctx, input),
  ),
  renewTerm: door("mayKeepPool", pool.renewInput, done).mutation(({ ctx, input }) => pools.renewTerm(ctx, input)),
  takeLeave: door("mayAnswerForOneself", pool.leaveInput, done).mutation(({ ctx, input }) =>
    pools.takeLeave(ctx, input),
  ),
  mine: door("mayAnswerForOneself", registry.nothing, pool.mineView).query(({ ctx }) => pools.readMine(ctx)),
  prepareDraw: door("mayKeepPool", pool.prepareInput, made.extend({ commitment: z.string() })).mutation(
    ({ ctx, input }) => panels.prepareDraw(ctx, input),
  ),
  drawPanel: door("mayRunPanel", pool.drawInput, done).mutation(({ ctx, input }) => panels.drawPanel(ctx, input)),
  assignPanel: door("mayKeepPool", pool.assignInput, made.extend({ obstacles: z.int() })).mutation(({ ctx, input }) =>
    assignPanel(ctx, input),
  ),
  endPanel: door("mayRunPanel", pool.idInput, done).mutation(({ ctx, input }) => panels.endUse(ctx, input.id)),
  answerSeat: door("mayAnswerSeat", pool.seatInput, done).mutation(({ ctx, input }) =>
    panels.answerForSeat(ctx, input),
  ),
  panel: door("mayAnswerForOneself", pool.idInput, pool.useView).query(({ ctx, input }) =>
    panels.readUse(ctx, input.id),
  ),

  openings: door("mayReadExperts", registry.nothing, z.array(opening.openingView), {
    method: "GET",
    path: "/openings",
  }).query(({ ctx }) => openings.readOpenings(ctx)),
  opening: door("mayReadExperts", pool.idInput, opening.openingView).query(({ ctx, input }) =>
    openings.readOpening(ctx, input.id),
  ),
  createOpening: door("mayRecruit", opening.openingInput, made).mutation(({ ctx, input }) =>
    openings.createOpening(ctx, input),
  ),
  applyForOpening: door("mayAnswerForOneself", opening.applyInput, done).mutation(({ ctx, input }) =>
    openings.applyForOpening(ctx, input),
  ),
  withdrawFromOpening: door("mayAnswerForOneself", opening.openingIdInput, done).mutation(({ ctx, input }) =>
    openings.withdrawFromOpening(ctx, input.id),
  ),
  closeOpening: door("mayRecruit", opening.openingIdInput, done).mutation(({ ctx, input }) =>
    openings.closeOpening(ctx, input.id),
  ),
  answerOpening: door("mayRecruit", opening.answerInput, done).mutation(({ ctx, input }) =>
    openings.answerOpening(ctx, input),
  ),

  myData: door("mayAnswerForOneself", registry.nothing, registry.myDataView).query(({ ctx }) => myData.readMyData(ctx)),
  exportMyData: door("mayAnswerForOneself", registry.nothing, z.strictObject({ json: z.string() })).mutation(
    ({ ctx }) => myData.exportMyData(ctx),
  ),
  eraseMe: door("mayAnswerForOneself", registry.eraseInput, done).mutation(({ ctx, input }) =>
    myData.eraseMe(ctx, input),
  ),
});
