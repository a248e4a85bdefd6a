import { countryCodes } from "../shared/countries";
import { conceptById } from "./all-concepts";

/**
 * Where somebody works: a country (ISO 3166-1), one of its parts in the form of ISO 3166-2 (`DE-BY`; that list is not
 * kept here), or a province-level division of China by GB/T 2260 (`CN-33`), which has to be one that exists.
 */
export function isRegionCode(code: string): boolean {
  const [country = "", part] = code.split("-", 2);
  if (!countryCodes.has(country) || (part === undefined && code !== country)) return false;
  if (part === undefined) return true;
  return country === "CN" ? conceptById(`region:${code}`) !== undefined : /^[A-Z]{2}-[A-Z0-9]{1,3}$/u.test(code);
}

/** A sector of the field's own list or a section of GB/T 4754-2017. */
export function isSector(id: string): boolean {
  return /^(?:sector|gbt4754):/u.test(id) && conceptById(id) !== undefined;
}

/** Something one can be able to do: any concept of the frameworks that is neither a place nor a sector. */
export function isFrameworkConcept(id: string): boolean {
  return !id.startsWith("region:") && conceptById(id) !== undefined;
}

/** A language of ISO 639 that can be named (CLDR), so that every reader can be told which one it is. */
export function isLanguageCode(code: string): boolean {
  return languages.of(code) !== undefined;
}
const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
