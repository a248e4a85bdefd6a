import type { TemplateComment } from "@/domain/standards/comment-template";

/** Comments of the shared YAML file: its small part of YAML is two-space mappings, quoted strings and folded lines. */
export function isoComments(yaml: string): TemplateComment[] {
  return yaml
    .split(/^- id: /mu)
    .slice(1)
    .map((item) => {
      const fields = fieldsOf(`id: ${item}`);
      const id = fields.get("id") ?? "";
      const body = fields.get("body") ?? "";
      const kind = fields.get("type");
      return {
        body,
        number: id.slice(body.length + 1),
        line: fields.get("line_number") ?? "",
        clause: fields.get("clause") ?? "",
        element: fields.get("element") ?? "",
        kind: kind === "te" || kind === "ed" ? kind : "ge",
        comment: fields.get("comments") ?? "",
        proposedChange: fields.get("proposed_change") ?? "",
        observation: fields.get("observations") ?? "",
      };
    });
}

function fieldsOf(item: string): Map<string, string> {
  const fields = new Map<string, string>();
  let name = "";
  for (const line of item.split("\n")) {
    const [, key, rest = ""] =
      /^\s{0,4}(id|body|locality|line_number|clause|element|type|comments|proposed_change|observations):(.*)$/u.exec(
        line,
      ) ?? [];
    if (key) {
      name = key;
      fields.set(name, rest.trim());
    } else if (name) {
      // A folded line joins with a space, an empty one makes a line break.
      const before = fields.get(name) ?? "";
      fields.set(
        name,
        line.trim() === ""
          ? `${before}\n`
          : `${before}${before.endsWith("\n") || before === "" ? "" : " "}${line.trim()}`,
      );
    }
  }
  for (const [key, value] of fields) fields.set(key, unquoted(value.trim()));
  return fields;
}

function unquoted(value: string): string {
  if (/^'[\s\S]*'$/u.test(value)) return value.slice(1, -1).replaceAll("''", "'").trim();
  if (/^"[\s\S]*"$/u.test(value))
    return value.slice(1, -1).replaceAll(/\\ /gu, " ").replaceAll(/\\"/gu, '"').replaceAll(/\\n/gu, "\n").trim();
  return value.replace(/^[|>]-?\s*/u, "").trim();
}
