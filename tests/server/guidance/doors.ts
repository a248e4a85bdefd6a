import { randomUUID } from "node:crypto";
import { text } from "#tests/domain/guidance/cast";
import { organisation } from "#tests/support/community";
import { approved, as, bodies, consulting } from "./stages";

/** Guidance's part of the matrix: the readers are those of the needs board, so none of them is a regulator. */

const world = { id: "", filterId: randomUUID(), questionId: "", consultationId: "", commentId: "", clusterId: "" };

export async function guidanceWorld(): Promise<void> {
  world.id = await approved(await bodies(), { acknowledgeDays: 10 });
  const asker = (await organisation("research")).owner;
  world.questionId = (
    await as(asker).guidance.ask({ id: world.id, text: "Since when?", language: "en", idempotencyKey: randomUUID() })
  ).id;
  const regulators = await bodies();
  world.consultationId = await consulting(regulators);
  world.commentId = (
    await as(asker).guidance.comment({
      id: world.consultationId,
      section: "top",
      text: "A comment",
      language: "en",
      idempotencyKey: randomUUID(),
    })
  ).id;
  world.clusterId = (
    await as(regulators.lead.owner).guidance.cluster({
      id: world.consultationId,
      title: "A group",
      commentIds: [world.commentId],
      idempotencyKey: randomUUID(),
    })
  ).id;
}

export function guidanceInputs(): Record<string, unknown> {
  const { id } = world;
  const key = randomUUID();
  return {
    "guidance.list": {},
    "guidance.get": { id },
    "guidance.desk": {},
    "guidance.create": { kind: "notice", content: text(), idempotencyKey: key },
    "guidance.save": { id, version: 1, content: text() },
    "guidance.submit": { id, version: 1 },
    "guidance.sign": { id, version: 1, approve: true, reason: "" },
    "guidance.recall": { id, version: 1 },
    "guidance.takeUp": { id, version: 1 },
    "guidance.abandon": { id },
    "guidance.amend": { id, reason: "because", idempotencyKey: key },
    "guidance.withdraw": { id, reason: "because" },
    "guidance.applies": {},
    "guidance.own": { id },
    "guidance.markRead": { id },
    "guidance.markVisit": {},
    "guidance.acknowledge": { id, edition: 1 },
    "guidance.saveLine": { id, key: "a", version: 0, state: "done", ownerId: null },
    "guidance.saveAssets": { assets: ["asset:plc"] },
    "guidance.reach": { id },
    "guidance.questions": { id },
    "guidance.ask": { id, text: "A question", language: "en", idempotencyKey: key },
    "guidance.answer": { questionId: world.questionId, text: "An answer" },
    "guidance.regulators": {},
    "guidance.readItems": { name: "a.csv", base64: "" },
    "guidance.checkLists": { activity: "need", text: "", conceptIds: [] },
    "guidance.compare": { id, from: 1, to: 1 },
    "guidance.legislation": { id },
    "guidance.subscriptions": {},
    "guidance.consultations": {},
    "guidance.consultation": { id: world.consultationId },
    "guidance.comments": { id: world.consultationId },
    "guidance.comment": {
      id: world.consultationId,
      section: "top",
      text: "A comment",
      language: "en",
      idempotencyKey: key,
    },
    "guidance.editComment": { commentId: world.commentId, version: 99, text: "Another" },
    "guidance.support": { commentId: world.commentId, version: 1, support: true },
    "guidance.commentHistory": { commentId: world.commentId },
    "guidance.suggestClusters": { id: world.consultationId },
    "guidance.cluster": {
      id: world.consultationId,
      title: "A group",
      commentIds: [world.commentId],
      idempotencyKey: key,
    },
    "guidance.moveComments": { id: world.consultationId, clusterId: world.clusterId, commentIds: [world.commentId] },
    "guidance.reply": { clusterId: world.clusterId, version: 99, title: "A group", decision: "noted", reply: "Noted." },
    "guidance.annotate": { id: world.consultationId, bodyZh: "", bodyEn: "" },
    "guidance.outcome": { id: world.consultationId },
    "guidance.closeOutcome": { id: world.consultationId },
    "guidance.saveSubscriptions": { topics: [], sectors: [], regions: [], digest: "never" },
    "guidance.filters": {},
    "guidance.saveFilter": { name: "Mine", filters: { topic: "talent" } },
    "guidance.removeFilter": { filterId: world.filterId },
  };
}

type Row = Record<string, string>;

export function guidanceStated<R extends Row>({
  all,
  except,
}: {
  all: (answer: string) => R;
  except: (base: R, change: Partial<R>) => R;
}): Record<string, R> {
  const change = (base: R, row: Row) => except(base, row as Partial<R>);
  const everybody = all("ok");
  const signIn = "UNAUTHENTICATED signIn";
  const nobodyOf = {
    person: "FORBIDDEN noOrganisation",
    operator: "FORBIDDEN noOrganisation",
    oneFactor: "FORBIDDEN noOrganisation",
    auditor: "FORBIDDEN noOrganisation",
    securityAdmin: "FORBIDDEN noOrganisation",
  };
  const makers = change(all("FORBIDDEN regulatorOnly"), {
    visitor: signIn,
    ...nobodyOf,
    unverified: "FORBIDDEN notVerified",
    viewer: "FORBIDDEN memberRole",
    token: "FORBIDDEN scope",
  });
  const viewing = change(makers, { viewer: "FORBIDDEN regulatorOnly" });
  const reading = change(everybody, { visitor: signIn, ...nobodyOf, token: "FORBIDDEN scope" });
  const working = change(reading, { viewer: "FORBIDDEN memberRole" });
  return {
    "guidance.list": everybody,
    "guidance.get": everybody,
    "guidance.desk": viewing,
    "guidance.create": makers,
    "guidance.save": makers,
    "guidance.submit": makers,
    "guidance.sign": makers,
    "guidance.recall": makers,
    "guidance.takeUp": makers,
    "guidance.abandon": makers,
    "guidance.amend": makers,
    "guidance.withdraw": makers,
    "guidance.applies": reading,
    "guidance.own": reading,
    "guidance.markRead": reading,
    "guidance.markVisit": reading,
    "guidance.acknowledge": working,
    "guidance.saveLine": working,
    "guidance.saveAssets": working,
    "guidance.reach": viewing,
    "guidance.questions": everybody,
    "guidance.ask": change(everybody, { visitor: signIn, token: "FORBIDDEN scope" }),
    "guidance.answer": makers,
    "guidance.regulators": makers,
    "guidance.readItems": makers,
    "guidance.checkLists": change(everybody, { visitor: signIn, ...nobodyOf }),
    "guidance.compare": everybody,
    "guidance.legislation": everybody,
    "guidance.consultations": everybody,
    "guidance.consultation": everybody,
    "guidance.comments": everybody,
    "guidance.comment": change(everybody, { visitor: signIn, token: "FORBIDDEN scope" }),
    "guidance.editComment": change(all("FORBIDDEN notFound"), { visitor: signIn, token: "FORBIDDEN scope" }),
    "guidance.support": change(everybody, { visitor: signIn, token: "FORBIDDEN scope" }),
    "guidance.commentHistory": everybody,
    "guidance.suggestClusters": makers,
    "guidance.cluster": makers,
    "guidance.moveComments": makers,
    "guidance.reply": makers,
    "guidance.annotate": makers,
    "guidance.outcome": everybody,
    "guidance.closeOutcome": makers,
    "guidance.subscriptions": change(everybody, { visitor: signIn, token: "FORBIDDEN browserOnly" }),
    "guidance.saveSubscriptions": change(everybody, { visitor: signIn, token: "FORBIDDEN browserOnly" }),
    "guidance.filters": change(everybody, { visitor: signIn, token: "FORBIDDEN browserOnly" }),
    "guidance.saveFilter": change(everybody, { visitor: signIn, token: "FORBIDDEN browserOnly" }),
    "guidance.removeFilter": change(everybody, { visitor: signIn, token: "FORBIDDEN browserOnly" }),
  };
}
