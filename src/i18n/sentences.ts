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

/** What is wrong with something typed or chosen, without words of the trade; null for what only programs send. */
function plainProblem(issue: z.core.$ZodIssue): { code: string; bound?: number } | null {
  switch (issue.code) {
    case "too_small": {
      const bound = Number(issue.minimum);
      if (issue.origin === "string") return bound === 1 ? { code: "TEXT_EMPTY" } : { code: "TEXT_SHORT", bound };
      if (issue.origin === "array" || issue.origin === "set") return { code: "LIST_SHORT", bound };
      return { code: issue.inclusive === false ? "NUMBER_NOT_ABOVE" : "NUMBER_LOW", bound };
    }
    case "too_big": {
      const bound = Number(issue.maximum);
      if (issue.origin === "string") return { code: "TEXT_LONG", bound };
      if (issue.origin === "array" || issue.origin === "set") return { code: "LIST_LONG", bound };
      return { code: issue.inclusive === false ? "NUMBER_NOT_BELOW" : "NUMBER_HIGH", bound };
    }
    case "invalid_type":
      if (issue.expected === "number") return { code: "NOT_A_NUMBER" };
      return issue.expected === "int" ? { code: "NOT_WHOLE" } : null;
    case "invalid_format":
      if (issue.format === "email") return { code: "NOT_MAIL" };
      return issue.format === "date" || issue.format === "datetime" ? { code: "NOT_A_DATE" } : null;
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
  const plain = plainProblem(issue);
  if (plain) return sentence(locale, "errors", plain.code, { bound: plain.bound ?? 0 });
  const spoken = zodSentences[locale]({ ...issue, input: undefined } as Parameters<(typeof zodSentences)["en"]>[0]);
  return typeof spoken === "string" ? spoken : (spoken?.message ?? issue.message);
}
