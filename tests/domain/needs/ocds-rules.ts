/**
 * Rules of the OCDS 1.1.5 release schema that a package of ours could break: required fields, closed codelists, dates,
 * no empty values, and references that lead to a party. Written for tests, so that the writer does not check itself.
 */
type Json = Record<string, unknown>;

const closedCodes: Record<string, readonly string[]> = {
  tag: [
    "planning",
    "planningUpdate",
    "tender",
    "tenderAmendment",
    "tenderUpdate",
    "tenderCancellation",
    "award",
    "awardUpdate",
    "awardCancellation",
    "contract",
    "contractUpdate",
    "contractAmendment",
    "implementation",
    "implementationUpdate",
    "contractTermination",
    "compiled",
  ],
  initiationType: ["tender"],
  "tender.status": ["planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"],
  "tender.procurementMethod": ["open", "selective", "limited", "direct"],
  "tender.mainProcurementCategory": ["goods", "works", "services"],
  "awards.status": ["pending", "active", "cancelled", "unsuccessful"],
  "contracts.status": ["pending", "active", "cancelled", "terminated"],
  "contracts.milestones.status": ["scheduled", "met", "notMet", "partiallyMet"],
};

const required: Record<string, readonly string[]> = {
  "": ["ocid", "id", "date", "tag", "initiationType"],
  tender: ["id"],
  awards: ["id"],
  contracts: ["id", "awardID"],
};

export function ocdsFaults(file: unknown): string[] {
  const pack = file as Json;
  const faults = ["uri", "version", "publishedDate", "publisher", "releases"].filter((key) => !pack[key]);
  const ids = new Set<unknown>();
  for (const release of (pack.releases ?? []) as Json[]) {
    if (ids.has(release.id)) faults.push(`id twice: ${release.id}`);
    ids.add(release.id);
    const parties = new Set(((release.parties ?? []) as Json[]).map(({ id }) => id));
    walk(release, "", (path, value) => {
      const faulty = faultAt(path, value, parties);
      if (faulty) faults.push(`${release.id} ${path}: ${faulty}`);
    });
  }
  return faults;
}

function faultAt(path: string, value: unknown, parties: ReadonlySet<unknown>): string | null {
  const key = path.split(".").at(-1) ?? "";
  if (value === null || value === undefined || value === "") return "empty";
  if (typeof value === "object" && Object.keys(value).length === 0) return "empty";
  if (/^(date|publishedDate|startDate|endDate|dateSigned|dueDate|dateMet)$/u.test(key)) {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/u.test(String(value)) ? null : "no date-time";
  }
  const codes = closedCodes[path];
  for (const code of Array.isArray(value) ? value : [value]) {
    if (codes && !codes.includes(String(code))) return `not in the codelist: ${String(code)}`;
  }
  if (typeof value !== "object" || Array.isArray(value)) return null;
  const missing = (required[path] ?? []).filter((field) => !(field in value));
  if (missing.length > 0) return `missing ${missing.join(", ")}`;
  if ("amount" in value && typeof value.amount === "number" && !("currency" in value))
    return "an amount without currency";
  const refers = ["buyer", "tender.procuringEntity", "awards.suppliers"].includes(path);
  return refers && "id" in value && !parties.has(value.id) ? "refers to no party" : null;
}

function walk(value: unknown, path: string, visit: (path: string, value: unknown) => void): void {
  visit(path, value);
  if (Array.isArray(value)) for (const one of value) if (typeof one === "object") walk(one, path, visit);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [key, one] of Object.entries(value)) walk(one, path === "" ? key : `${path}.${key}`, visit);
}
