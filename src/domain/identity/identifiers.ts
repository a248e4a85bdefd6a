import { creditCodeFault } from "./credit-code";
import { leiFault } from "./lei";

type Given = {
  country: string;
  creditCode?: string | undefined;
  lei?: string | undefined;
  registryNumber?: string | undefined;
};
export type IdentifierFault = {
  field: "creditCode" | "lei" | "registryNumber";
  code: string;
  facts: Record<string, string | number>;
};

/** A Chinese organisation shows its credit code; a foreign one an LEI or the number in its national register. */
export function identifierFault(given: Given): IdentifierFault | null {
  if (given.country === "CN") {
    if (!given.creditCode) return { field: "creditCode", code: "CREDIT_CODE_MISSING", facts: {} };
    const fault = creditCodeFault(given.creditCode);
    if (fault) {
      const { code, ...facts } = fault;
      return { field: "creditCode", code, facts };
    }
    return null;
  }
  if (given.creditCode) return { field: "creditCode", code: "CREDIT_CODE_FOREIGN", facts: {} };
  if (given.lei) {
    const fault = leiFault(given.lei);
    return fault ? { field: "lei", code: fault, facts: {} } : null;
  }
  return given.registryNumber ? null : { field: "registryNumber", code: "FOREIGN_IDENTIFIER_MISSING", facts: {} };
}
