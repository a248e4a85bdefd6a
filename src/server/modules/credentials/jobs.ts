import { peopleById } from "@/server/modules/identity/service-people";
import { db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job } from "@/server/platform/queue";
import { findCredential } from "./repo";

/** The holder is told that a credential was issued or taken back. */
export const credentialsJobs: readonly Job[] = (["issued", "revoked"] as const).map((what) => ({
  queue: `credentials.tell-${what}`,
  topic: `credential.${what}`,
  async handle(payload) {
    const row = await findCredential(db(), String(payload.credentialId));
    const holder = (await peopleById([String(payload.personId)])).get(String(payload.personId));
    if (!row || !holder) return;
    await notify([{ personId: holder.id, email: holder.email, locale: holder.locale }], {
      kind: what === "issued" ? "credentialIssued" : "credentialRevoked",
      facts: { title: holder.locale === "zh-CN" ? row.titleZh || row.titleEn : row.titleEn },
      href: `/credentials/${row.id}`,
      cause: `credential.${what}:${row.id}`,
    });
  },
}));
