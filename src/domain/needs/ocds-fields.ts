import { readInstant } from "../shared/calendar";
import { type ImportProblem, isJsonObject, type JsonObject } from "../shared/import-problem";
import { toMinorUnits } from "../shared/money";
import { invisibleCharacter } from "../shared/text";
import { currencies } from "./schema";

type Currency = (typeof currencies)[number];
/** An object of the file with the place it stands at. */
export type Node = { readonly value: JsonObject; readonly path: string };
export type Money = { readonly currency: Currency; readonly amount: number };

/** Most characters of a description. */
export const longText = 20_000;
/** The schema's own bound for money, 10^13 minor units. */
const mostMinor = 10_000_000_000_000;

/** Reads fields one by one and keeps every fault, so that a person mends a file in one go instead of ten. */
export type FieldReader = ReturnType<typeof fieldReader>;

export function fieldReader(problems: ImportProblem[]) {
  const complain = (path: string, code: string, facts: ImportProblem["facts"] = {}): null => {
    problems.push({ path, code, facts });
    return null;
  };

  /** A text without white space around it; null when absent, empty or wrong. */
  function text(node: Node, key: string, rule: { required?: boolean; most?: number; prose?: boolean } = {}) {
    const path = below(node, key);
    const raw = node.value[key];
    if (raw !== undefined && raw !== null && typeof raw !== "string") {
      return complain(path, "OCDS_TYPE", { expected: "text" });
    }
    const found = (raw ?? "").trim();
    if (found === "") return rule.required ? complain(path, "OCDS_FIELD_MISSING") : null;
    const most = rule.most ?? 500;
    if (found.length > most) return complain(path, "OCDS_TOO_LONG", { length: found.length, most });
    const hidden = invisibleCharacter(found, rule.prose ? "prose" : "line");
    return hidden ? complain(path, "TEXT_INVISIBLE", hidden) : found;
  }

  /** An instant as UTC text. */
  function instant(node: Node, key: string, rule: { required?: boolean } = {}): string | null {
    const before = problems.length;
    const raw = text(node, key, rule);
    if (raw === null || problems.length > before) return null;
    return readInstant(raw) ?? complain(below(node, key), "OCDS_DATE", { found: raw.slice(0, 40) });
  }

  function object(node: Node, key: string): Node | null {
    const raw = node.value[key];
    if (raw === undefined || raw === null) return null;
    const path = below(node, key);
    return isJsonObject(raw) ? { value: raw, path } : complain(path, "OCDS_TYPE", { expected: "object" });
  }

  function list(node: Node, key: string): Node[] {
    const raw = node.value[key];
    if (raw === undefined || raw === null) return [];
    const path = below(node, key);
    if (!Array.isArray(raw)) {
      complain(path, "OCDS_TYPE", { expected: "list" });
      return [];
    }
    return raw.flatMap((value: unknown, index) => {
      const at = `${path}[${index}]`;
      if (isJsonObject(value)) return [{ value, path: at }];
      complain(at, "OCDS_TYPE", { expected: "object" });
      return [];
    });
  }

  /** `{amount, currency}` in minor units. An amount without currency or the reverse is a fault; neither is no money. */
  function money(node: Node, key: string): Money | null {
    const value = object(node, key);
    if (value === null) return null;
    const { amount } = value.value;
    const currency = text(value, "currency");
    if ((amount === undefined || amount === null) && currency === null) return null;
    const known = currencies.find((one) => one === currency);
    if (typeof amount !== "number") {
      const missing = amount === undefined || amount === null;
      complain(
        below(value, "amount"),
        missing ? "OCDS_FIELD_MISSING" : "OCDS_TYPE",
        missing ? {} : { expected: "number" },
      );
    } else if (amount < 0) complain(below(value, "amount"), "OCDS_AMOUNT_NEGATIVE", { amount });
    if (currency === null) complain(below(value, "currency"), "OCDS_FIELD_MISSING");
    else if (known === undefined) {
      complain(below(value, "currency"), "OCDS_CURRENCY", { currency, allowed: currencies.join(", ") });
    }
    if (typeof amount !== "number" || amount < 0 || known === undefined) return null;
    if (amount > mostMinor) return complain(below(value, "amount"), "OCDS_AMOUNT_LARGE", { amount });
    const minor = toMinorUnits(amount, known);
    if (minor === null) return complain(below(value, "amount"), "OCDS_AMOUNT_FRACTION", { amount, currency: known });
    if (minor > mostMinor) return complain(below(value, "amount"), "OCDS_AMOUNT_LARGE", { amount });
    return { currency: known, amount: minor };
  }

  return { complain, text, instant, object, list, money };
}

export function below(node: Node, key: string): string {
  return node.path === "" ? key : `${node.path}.${key}`;
}

/** Ids are text or whole numbers in OCDS. */
export function idText(value: unknown): string | null {
  if (typeof value === "number" && Number.isInteger(value)) return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
