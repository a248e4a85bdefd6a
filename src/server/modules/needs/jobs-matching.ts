import { db } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { readSetting, writeSetting } from "@/server/platform/settings";
import { checkAtOpening } from "./exclusions";
import { findNeedRow } from "./repo";
import { findAward } from "./repo-evaluation";
import { nextChangedProviders, saveMatchFeedback } from "./repo-matching";
import { listMembersBehind, listReceived } from "./repo-proposals";
import { placeProvider } from "./service-matching";

const setting = "matching.followed";
const firstId = "00000000-0000-0000-0000-000000000000";
/** Profiles a minute that take their new places; more than that wait for the next minute. */
const perMinute = 200;

const needIdOf = (payload: object): string => (payload as { needId: string }).needId;

export const matchingJobs: readonly Job[] = [
  {
    queue: "matching.place-excluded",
    topic: "match.excluded",
    handle: (payload) => placeProvider(String(payload.organisationId)),
  },
  {
    queue: "matching.check-opened",
    topic: "need.opened",
    async handle(payload) {
      const need = await findNeedRow(db(), needIdOf(payload));
      if (!need) return;
      await checkAtOpening(need, await listMembersBehind(db(), need.id), new Date());
    },
  },
  {
    queue: "matching.keep-proposed",
    topic: "need.opened",
    async handle(payload) {
      for (const { organisationId, versions } of await listReceived(db(), needIdOf(payload))) {
        const byId = versions[0]?.submittedById;
        if (byId)
          await saveMatchFeedback(db(), {
            needId: needIdOf(payload),
            organisationId,
            act: "proposed",
            reason: null,
            byId,
          });
      }
    },
  },
  {
    queue: "matching.keep-awarded",
    topic: "need.awarded",
    async handle(payload) {
      const award = await findAward(db(), needIdOf(payload));
      if (!award) return;
      const { needId, byId, proposal } = award;
      await saveMatchFeedback(db(), {
        needId,
        organisationId: proposal.organisationId,
        act: "awarded",
        reason: null,
        byId,
      });
    },
  },
];

type Place = { changedIn: string; id: string };

export const matchingScheduledJobs: readonly ScheduledJob[] = [
  {
    queue: "matching.follow-profiles",
    cron: "* * * * *",
    async handle() {
      const place = (await readSetting<Place>(setting)) ?? { changedIn: "0", id: firstId };
      const changed = await nextChangedProviders(db(), { changedIn: BigInt(place.changedIn), id: place.id }, perMinute);
      for (const { id, changedIn } of changed) {
        await placeProvider(id).catch((error: unknown) => log().warn({ err: error }, "a provider was not placed anew"));
        await writeSetting(setting, { changedIn: String(changedIn), id });
      }
    },
  },
];
