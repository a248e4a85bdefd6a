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

/**
 * A Chinese organisation shows its credit code; a foreign one an LEI or the number in its national register. An LEI
 * is checked wherever it is given, since Chinese firms hold them too.
 * @returns the first fault with the field it belongs to, or null
 */
export function identifierFault(given: Given): IdentifierFault | null {
  return (given.country === "CN" ? chineseFault(given) : foreignFault(given)) ?? givenLeiFault(given.lei);
}

function chineseFault({ creditCode }: Given): IdentifierFault | null {
  if (!creditCode) return { field: "creditCode", code: "CREDIT_CODE_MISSING", facts: {} };
  const fault = creditCodeFault(creditCode);
  if (!fault) return null;
  const { code, ...facts } = fault;
  return { field: "creditCode", code, facts };
}

function foreignFault({ creditCode, lei, registryNumber }: Given): IdentifierFault | null {
  if (creditCode) return { field: "creditCode", code: "CREDIT_CODE_FOREIGN", facts: {} };
  if (registryNumber && !isRegistryNumber(registryNumber))
    return { field: "registryNumber", code: "REGISTRY_NUMBER_SHAPE", facts: {} };
  if (!lei && !registryNumber) return { field: "registryNumber", code: "FOREIGN_IDENTIFIER_MISSING", facts: {} };
  return null;
}

function givenLeiFault(lei: string | undefined): IdentifierFault | null {
  const fault = lei ? leiFault(lei) : null;
  if (!fault) return null;
  const { code, ...facts } = fault;
  return { field: "lei", code, facts };
}

/** Registers differ (`HRB 12345`, `12345678`, `2019/123456/07`): some digits, and what registers print around them. */
function isRegistryNumber(text: string): boolean {
  return /\d/u.test(text) && /^[\p{L}\p{N}][\p{L}\p{N} ./()-]{1,39}$/u.test(text);
}
