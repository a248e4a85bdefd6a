// biome-ignore-all lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these inside a string.
const token =
  /[ \t\r\n]*(?:(?<mark>[{}[\],:])|(?<string>"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(?<plain>(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])))/uy;

type Expected = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "commaOrEnd" | "nothing";

/**
 * Where a text that is not JSON (RFC 8259) stops being JSON, as an index; the engine's own message often names no
 * place, and whoever edited a long file by hand needs one.
 */
export function findJsonFault(text: string): number {
  const open: ("{" | "[")[] = [];
  let awaited: Expected = "value";
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text);
    const next: Expected | null = found === null ? null : follow(awaited, open, found.groups ?? {});
    if (found === null || next === null) break;
    awaited = next;
    at = token.lastIndex;
  }
  return at + (/^[ \t\r\n]*/u.exec(text.slice(at))?.[0].length ?? 0);
}

/** What is awaited after a token, or null when the token does not stand where it may. */
function follow(
  awaited: Expected,
  open: ("{" | "[")[],
  { mark, string }: Record<string, string | undefined>,
): Expected | null {
  const takesValue = awaited === "value" || awaited === "valueOrEnd";
  const afterValue = () => (open.length === 0 ? "nothing" : "commaOrEnd");
  if (mark === undefined) {
    if (string !== undefined && (awaited === "key" || awaited === "keyOrEnd")) return "colon";
    return takesValue ? afterValue() : null;
  }
  if (mark === "{" || mark === "[") {
    if (!takesValue) return null;
    open.push(mark);
    return mark === "{" ? "keyOrEnd" : "valueOrEnd";
  }
  if (mark === ":") return awaited === "colon" ? "value" : null;
  if (mark === ",") {
    if (awaited !== "commaOrEnd") return null;
    return open.at(-1) === "{" ? "key" : "value";
  }
  const closes = mark === "}" ? "{" : "[";
  const mayEnd = awaited === "commaOrEnd" || awaited === (mark === "}" ? "keyOrEnd" : "valueOrEnd");
  if (!mayEnd || open.at(-1) !== closes) return null;
  open.pop();
  return afterValue();
}
