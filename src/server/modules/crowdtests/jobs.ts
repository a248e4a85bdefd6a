import { addMilliseconds, day } from "@/domain/shared/time";
import { peopleToTell } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { findReport, listAuthorityDue, listProgrammes } from "./repo";

/** News of a report names its number only: its words are under embargo. */
export const crowdtestsJobs: readonly Job[] = [
  {
    queue: "crowdtests.tell-report",
    topic: "crowd.reportChanged",
    async handle(payload) {
      const report = await findReport(db(), String(payload.reportId));
      if (!report) return;
      // The event that is told, not the newest: by now the other side may have answered.
      const event = report.events.find(({ id }) => id === payload.eventId);
      if (!event) return;
      const byReporter = event.byId === report.reporterId;
      const people = byReporter
        ? await peopleToTell([report.programme.organisationId])
        : recipients(await peopleById([report.reporterId]));
      await notify(people, {
        kind: event.id === report.events[0]?.id ? "crowdReportReceived" : "crowdReportChanged",
        facts: { number: report.number, title: report.programme.title },
        href: `/crowd-tests/reports/${report.id}`,
        cause: `crowd.report:${report.id}:${event.id}`,
      });
    },
  },
  {
    queue: "crowdtests.tell-request",
    topic: "crowd.testerRequested",
    async handle(payload) {
      const [programme] = await listProgrammes(db(), { id: String(payload.programmeId) }, 1);
      if (!programme) return;
      await notify(await peopleToTell([programme.organisationId]), {
        kind: "crowdTesterRequested",
        facts: { title: programme.title },
        href: `/crowd-tests/${programme.id}`,
        cause: `crowd.tester:${programme.id}:${String(payload.personId)}`,
      });
    },
  },
  {
    queue: "crowdtests.tell-admitted",
    topic: "crowd.testerAdmitted",
    async handle(payload) {
      const [programme] = await listProgrammes(db(), { id: String(payload.programmeId) }, 1);
      if (!programme) return;
      await notify(recipients(await peopleById([String(payload.personId)])), {
        kind: "crowdTesterAdmitted",
        facts: { title: programme.title },
        href: `/crowd-tests/${programme.id}`,
        cause: `crowd.admitted:${programme.id}:${String(payload.personId)}`,
      });
    },
  },
];

/** The clock of two days: the provider is reminded after one. */
export const crowdtestsScheduledJobs: readonly ScheduledJob[] = [
  {
    queue: "crowdtests.authority-clock",
    cron: "*/10 * * * *",
    async handle() {
      for (const { id, number, programme } of await listAuthorityDue(db(), addMilliseconds(new Date(), -day)))
        await notify(await peopleToTell([programme.organisationId]), {
          kind: "crowdAuthorityDue",
          facts: { number },
          href: `/crowd-tests/reports/${id}`,
          cause: `crowd.authority:${id}`,
        });
    },
  },
];

function recipients(people: Awaited<ReturnType<typeof peopleById>>) {
  return [...people.values()].map(({ id, email, locale }) => ({ personId: id, email, locale }));
}
