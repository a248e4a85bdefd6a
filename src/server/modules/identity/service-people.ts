import { db } from "@/server/platform/db";
import { findPeople, findPeopleByEmail } from "./repo-people";

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
