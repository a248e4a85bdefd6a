import { db } from "@/server/platform/db";
import { findPeople, findPeopleByEmail, listAffiliations } from "./repo-people";

export type KnownPerson = {
  id: string;
  email: string;
  nameZh: string | null;
  nameEn: string | null;
  locale: "zh-CN" | "en";
  organisationIds: string[];
};

/** For other modules: names, addresses to notify, and present organisations, by id. Unknown ids are absent. */
export async function peopleById(ids: readonly string[]): Promise<Map<string, KnownPerson>> {
  const rows = await findPeople(db(), [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, known(row)]));
}

/** For the panel form: people by exact address, so that nobody can page through the directory. */
export async function peopleByEmail(emails: readonly string[]): Promise<KnownPerson[]> {
  return (await findPeopleByEmail(db(), emails)).map(known);
}

/** For conflicts of interest: every organisation a person belongs or belonged to, `until` null for today. */
export async function affiliationsOf(
  ids: readonly string[],
): Promise<Map<string, { organisation: string; until: Date | null }[]>> {
  const rows = await listAffiliations(db(), [...new Set(ids)]);
  const byPerson = Map.groupBy(rows, ({ personId }) => personId);
  return new Map(
    [...byPerson].map(([id, own]) => [
      id,
      own.map(({ organisationId, until }) => ({ organisation: organisationId, until })),
    ]),
  );
}

function known(row: Awaited<ReturnType<typeof findPeople>>[number]): KnownPerson {
  const { id, email, nameZh, nameEn, locale, memberships } = row;
  return {
    id,
    email,
    nameZh,
    nameEn,
    locale: locale === "en" ? "en" : "zh-CN",
    organisationIds: memberships.map(({ organisationId }) => organisationId),
  };
}
