import { readInstant } from "../shared/calendar";
import { type ImportProblem, isJsonObject, parseJsonText } from "../shared/import-problem";
import { languageOf } from "../shared/language-of";
import type { Locale } from "../shared/locale";
import { readBuyer } from "./ocds-buyer";
import type { OcdsNeedDraft } from "./ocds-draft";
import { below, type FieldReader, fieldReader, longText, type Node } from "./ocds-fields";
import { cpvOf, readDocument, readItem } from "./ocds-items";
import type { NeedVisibility } from "./schema";

/**
 * Turns an OCDS 1.1 release, or a package of releases of one contracting process, into what a draft need can hold.
 * Every fault of the file is told at once and nothing is half taken.
 */

export type OcdsImport =
  | { readonly ok: true; readonly draft: OcdsNeedDraft }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

/** `open` asks everyone; `selective` those who qualify; `limited` and `direct` whom the buyer asks (OCDS codelist). */
const visibilityOf: ReadonlyMap<string, NeedVisibility> = new Map([
  ["open", "public"],
  ["selective", "verified"],
  ["limited", "invited"],
  ["direct", "invited"],
]);

/** @param text the file as read */
export function readOcdsTender(text: string): OcdsImport {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const problems: ImportProblem[] = [];
  const reader = fieldReader(problems);
  const release = chooseRelease(parsed.value, reader);
  const draft = release === null ? null : readRelease(release, reader);
  return draft !== null && problems.length === 0 ? { ok: true, draft } : { ok: false, problems };
}

function chooseRelease(file: unknown, reader: FieldReader): Node | null {
  if (!isJsonObject(file)) return reader.complain("", "OCDS_NOT_OCDS");
  const root: Node = { value: file, path: "" };
  if ("records" in file || "compiledRelease" in file) return reader.complain("", "OCDS_RECORDS");
  if (!("releases" in file)) return "ocid" in file ? root : reader.complain("", "OCDS_NOT_OCDS");
  checkVersion(root, reader);
  const releases = reader.list(root, "releases");
  if (releases.length === 0) return reader.complain("releases", "OCDS_NO_RELEASE");
  const processes = new Set(releases.map(({ value }) => value.ocid));
  if (processes.size > 1) return reader.complain("releases", "OCDS_SEVERAL_PROCESSES", { count: processes.size });
  const withTender = releases.filter(({ value }) => isJsonObject(value.tender));
  // A package tells a story: the last release that tells of the tender is what holds.
  return (
    withTender.toSorted((one, other) => dateOf(one).localeCompare(dateOf(other))).at(-1) ?? releases.at(-1) ?? null
  );
}

function dateOf({ value }: Node): string {
  return typeof value.date === "string" ? (readInstant(value.date) ?? "") : "";
}

/** Packages of 1.0 carried no version; since 1.1 it is written, as major and minor number. */
function checkVersion(root: Node, reader: FieldReader): void {
  const version = reader.text(root, "version");
  if (version === null) reader.complain("version", "OCDS_VERSION_MISSING");
  else if (version !== "1.1") reader.complain("version", "OCDS_VERSION", { found: version.slice(0, 20) });
}

function readRelease(release: Node, reader: FieldReader): OcdsNeedDraft | null {
  const tender = reader.object(release, "tender");
  if (tender === null) {
    const { tag } = release.value;
    const tags = Array.isArray(tag) ? tag.filter((one) => typeof one === "string").join(", ") : "";
    return reader.complain(below(release, "tender"), "OCDS_NO_TENDER", { tags });
  }
  if (!stillReceives(release, tender, reader)) return null;

  const ocid = reader.text(release, "ocid", { required: true, most: 200 });
  if (ocid !== null && !/^ocds-[a-z0-9]{6}-\S+$/u.test(ocid))
    reader.complain(below(release, "ocid"), "OCDS_OCID", { ocid });
  const releaseId = reader.text(release, "id", { required: true });
  const releasedAt = reader.instant(release, "date", { required: true });
  checkTags(release, reader);
  const initiation = reader.text(release, "initiationType", { required: true });
  if (initiation !== null && initiation !== "tender") {
    reader.complain(below(release, "initiationType"), "OCDS_INITIATION", { found: initiation });
  }
  const declared = reader.text(release, "language");
  const tenderId = reader.text(tender, "id", { required: true });
  const title = reader.text(tender, "title", { required: true, most: 200 });
  const description = reader.text(tender, "description", { most: longText, prose: true });
  const buyer = readBuyer(release, tender, reader);
  const value = readValue(tender, reader);
  const { opensAt, deadline, enquiryDeadline } = readDates(tender, reader);
  const procurementMethod = reader.text(tender, "procurementMethod");
  const visibility = procurementMethod === null ? "public" : visibilityOf.get(procurementMethod);
  if (visibility === undefined) {
    reader.complain(below(tender, "procurementMethod"), "OCDS_METHOD", { found: procurementMethod ?? "" });
  }
  const items = reader.list(tender, "items").map((item) => readItem(item, reader));
  const rest = {
    category: reader.text(tender, "mainProcurementCategory"),
    awardCriteria: reader.text(tender, "awardCriteriaDetails", { most: longText, prose: true }),
    documents: reader.list(tender, "documents").map((document) => readDocument(document, reader)),
    lots: reader.list(tender, "lots").map((lot) => ({
      id: reader.text(lot, "id"),
      title: reader.text(lot, "title"),
      description: reader.text(lot, "description", { most: longText, prose: true }),
      value: reader.money(lot, "value"),
    })),
    amendments: reader.list(tender, "amendments").map((amendment) => ({
      date: reader.instant(amendment, "date"),
      rationale: reader.text(amendment, "rationale", { most: longText, prose: true }),
      description: reader.text(amendment, "description", { most: longText, prose: true }),
    })),
  };
  // Each of these being null has already been complained about.
  const whole = ocid && releaseId && releasedAt && tenderId && title && buyer && deadline && visibility;
  if (!whole) return null;
  return {
    ocid,
    releaseId,
    releasedAt,
    tenderId,
    title,
    description,
    language: languageFrom(declared, `${title} ${description ?? ""}`),
    buyer,
    value,
    opensAt,
    deadline,
    enquiryDeadline,
    procurementMethod,
    visibility,
    items,
    cpv: cpvOf(items),
    ...rest,
  };
}

/** A plan is not yet a tender, and one that is over asks for nothing any more (OCDS codelist tenderStatus). */
function stillReceives(release: Node, tender: Node, reader: FieldReader): boolean {
  const { tag } = release.value;
  const tags = Array.isArray(tag) ? tag : [];
  const { status } = tender.value;
  if (status === "planning" || status === "planned" || (tags.includes("planning") && !tags.includes("tender"))) {
    reader.complain(below(tender, "status"), "OCDS_ONLY_PLANNED");
    return false;
  }
  if (typeof status === "string" && status !== "active" && status !== "") {
    const over = ["complete", "cancelled", "unsuccessful", "withdrawn"].includes(status);
    reader.complain(below(tender, "status"), over ? "OCDS_TENDER_OVER" : "OCDS_STATUS", {
      status: status.slice(0, 40),
    });
    return false;
  }
  return true;
}

function checkTags(release: Node, reader: FieldReader): void {
  const { tag } = release.value;
  const path = below(release, "tag");
  if (tag === undefined || tag === null) reader.complain(path, "OCDS_FIELD_MISSING");
  else if (!Array.isArray(tag) || tag.length === 0) reader.complain(path, "OCDS_TYPE", { expected: "list" });
}

function readValue(tender: Node, reader: FieldReader): OcdsNeedDraft["value"] {
  const most = reader.money(tender, "value");
  const least = reader.money(tender, "minValue");
  if (most !== null && least !== null) {
    if (most.currency !== least.currency) {
      reader.complain(below(tender, "minValue.currency"), "OCDS_CURRENCY_MIXED", {
        one: least.currency,
        other: most.currency,
      });
    } else if (least.amount > most.amount) reader.complain(below(tender, "minValue.amount"), "OCDS_VALUE_ORDER");
  }
  const either = most ?? least;
  return either === null ? null : { currency: either.currency, min: least?.amount ?? null, max: most?.amount ?? null };
}

function readDates(tender: Node, reader: FieldReader) {
  const period = reader.object(tender, "tenderPeriod");
  const enquiries = reader.object(tender, "enquiryPeriod");
  const opensAt = period && reader.instant(period, "startDate");
  const deadline = period && reader.instant(period, "endDate", { required: true });
  if (period === null) reader.complain(below(tender, "tenderPeriod.endDate"), "OCDS_FIELD_MISSING");
  const enquiryDeadline = enquiries && reader.instant(enquiries, "endDate");
  // Both are UTC text of one form, so that their order as text is their order in time.
  if (opensAt && deadline && opensAt > deadline) {
    reader.complain(below(tender, "tenderPeriod.endDate"), "OCDS_DATES_ORDER", { earlier: "tenderPeriod.startDate" });
  }
  if (enquiryDeadline && deadline && enquiryDeadline > deadline) {
    reader.complain(below(tender, "enquiryPeriod.endDate"), "OCDS_ENQUIRY_AFTER_DEADLINE");
  }
  return { opensAt, deadline, enquiryDeadline };
}

function languageFrom(declared: string | null, text: string): Locale {
  const language = declared?.toLowerCase().split(/[-_]/u)[0];
  if (language === "zh") return "zh-CN";
  return language === "en" ? "en" : languageOf(text);
}
