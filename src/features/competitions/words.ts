import type { Locale } from "@/domain/shared/locale";

/** Text in the reader's language, or in the other one where it has only that. */
export function pick(locale: Locale, zh: string | null, en: string | null): string {
  return (locale === "en" ? en || zh : zh || en) ?? "";
}

/** Two digits after the point at most, as the language writes them. */
export function figure(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** What a `datetime-local` field holds, in the browser's zone. */
export function localOf(iso: string | null): string {
  if (!iso) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function isoOf(local: string): string | null {
  const at = new Date(local);
  return local === "" || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Hands a file that came inside an answer to the browser. */
export function saveFile({ name, base64 }: { name: string; base64: string }, type: string): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
