import type { Locale } from "../shared/locale";
import type { Money } from "./ocds-fields";
import type { NeedVisibility } from "./schema";

/** What is taken from an OCDS tender; contact persons are left behind, because a draft needs the buyer, not people. */

export type OcdsIdentifier = { readonly scheme: string | null; readonly id: string; readonly legalName: string | null };
export type OcdsBuyer = {
  readonly id: string | null;
  readonly name: string;
  readonly identifier: OcdsIdentifier | null;
  readonly locality: string | null;
  readonly region: string | null;
  readonly countryName: string | null;
};
export type OcdsClassification = {
  readonly scheme: string | null;
  readonly id: string;
  readonly description: string | null;
};
export type OcdsItem = {
  readonly id: string | null;
  readonly description: string | null;
  readonly classifications: readonly OcdsClassification[];
  readonly quantity: number | null;
  readonly unit: string | null;
};
export type OcdsDocument = {
  readonly id: string | null;
  readonly type: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly format: string | null;
  readonly language: string | null;
};
export type OcdsLot = {
  readonly id: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly value: Money | null;
};
export type OcdsAmendment = {
  readonly date: string | null;
  readonly rationale: string | null;
  readonly description: string | null;
};

/** Instants are UTC text; money is in minor units. */
export type OcdsNeedDraft = {
  readonly ocid: string;
  readonly releaseId: string;
  readonly releasedAt: string;
  readonly tenderId: string;
  readonly title: string;
  readonly description: string | null;
  /** As the file says, where it says Chinese or English; else by the letters of the title and description. */
  readonly language: Locale;
  readonly buyer: OcdsBuyer;
  /** The estimated value as the most, the minimum where given as the least. */
  readonly value: {
    readonly currency: Money["currency"];
    readonly min: number | null;
    readonly max: number | null;
  } | null;
  readonly opensAt: string | null;
  readonly deadline: string;
  readonly enquiryDeadline: string | null;
  readonly procurementMethod: string | null;
  /** What the method suggests for who may see the need; a person confirms it. */
  readonly visibility: NeedVisibility;
  readonly category: string | null;
  readonly awardCriteria: string | null;
  readonly items: readonly OcdsItem[];
  /** Codes of the Common Procurement Vocabulary among the items, each once. */
  readonly cpv: readonly string[];
  readonly documents: readonly OcdsDocument[];
  readonly lots: readonly OcdsLot[];
  readonly amendments: readonly OcdsAmendment[];
};
