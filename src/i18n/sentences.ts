import { createTranslator } from "use-intl/core";
import type { z } from "zod";
import { en as zodEn, zhCN as zodZh } from "zod/locales";
import type { AppError } from "@/domain/shared/errors";
import type { Locale } from "@/domain/shared/locale";
import { messages } from "./messages";

type Facts = Readonly<Record<string, string | number | boolean | Date>>;

/** A sentence outside of React: answers of the API, mail, notifications, command lines. */
export function sentence(locale: Locale, namespace: string, key: string, facts: Facts = {}): string {
  const translate = createTranslator({
    locale,
    messages: messages[locale],
    onError: () => {},
    getMessageFallback: () => key,
  });
  const values = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === "boolean" ? String(value) : value]),
  );
  // Keys are data here (error codes, notification kinds); a test holds that every one of them has a sentence.
  return translate(`${namespace}.${key}` as never, values as never);
}

export function hasSentence(locale: Locale, namespace: string, key: string): boolean {
  const [first = "", ...rest] = `${namespace}.${key}`.split(".");
  let at: unknown = (messages[locale] as Record<string, unknown>)[first];
  for (const part of rest)
    at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[part] : undefined;
  return typeof at === "string";
}

/** The most exact sentence there is: by reason, by code and reason, or by code alone. */
export function appErrorSentence(locale: Locale, error: Pick<AppError, "code" | "reason" | "facts">): string {
  for (const key of error.reason ? [error.reason, `${error.code}_${error.reason}`] : []) {
    if (hasSentence(locale, "errors", key)) return sentence(locale, "errors", key, error.facts);
  }
  return sentence(locale, "errors", error.code, error.facts);
}

const zodSentences = { "zh-CN": zodZh().localeError, en: zodEn().localeError };

/** What people who fill in forms meet, in their words rather than those of a schema. */
function plainIssue(issue: z.core.$ZodIssue): { key: string; facts?: Facts } | null {
  switch (issue.code) {
    case "too_small": {
      const minimum = Number(issue.minimum);
      if (issue.origin === "string") return minimum <= 1 ? { key: "empty" } : { key: "tooShort", facts: { minimum } };
      if (["array", "set", "map"].includes(issue.origin)) return { key: "tooFew", facts: { minimum } };
      if (!["number", "int", "bigint"].includes(issue.origin)) return null;
      return { key: issue.inclusive === false ? "notAbove" : "tooLow", facts: { minimum } };
    }
    case "too_big": {
      const maximum = Number(issue.maximum);
      if (issue.origin === "string") return { key: "tooLong", facts: { maximum } };
      if (["array", "set", "map"].includes(issue.origin)) return { key: "tooMany", facts: { maximum } };
      if (!["number", "int", "bigint"].includes(issue.origin)) return null;
      return { key: issue.inclusive === false ? "notBelow" : "tooHigh", facts: { maximum } };
    }
    case "invalid_format":
      return ["email", "url", "date", "datetime", "uuid"].includes(issue.format) ? { key: issue.format } : null;
    case "invalid_type":
      if (issue.expected === "number") return { key: "number" };
      return issue.expected === "int" ? { key: "whole" } : null;
    case "invalid_value":
      return { key: "choice" };
    default:
      return null;
  }
}

/** A sentence for what zod found: our own codes first, then plain words, then zod's wording in the reader's language. */
export function issueSentence(locale: Locale, issue: z.core.$ZodIssue): string {
  if (issue.code === "custom") {
    const params = (issue.params ?? {}) as Record<string, string | number>;
    const code = typeof params.code === "string" ? params.code : issue.message;
    return hasSentence(locale, "errors", code)
      ? sentence(locale, "errors", code, params)
      : sentence(locale, "errors", "BAD_INPUT");
  }
  if (hasSentence(locale, "errors", issue.message)) return sentence(locale, "errors", issue.message);
  const plain = plainIssue(issue);
  if (plain) return sentence(locale, "errors", `issue_${plain.key}`, plain.facts);
  const spoken = zodSentences[locale]({ ...issue, input: undefined } as Parameters<(typeof zodSentences)["en"]>[0]);
  return typeof spoken === "string" ? spoken : (spoken?.message ?? issue.message);
}
