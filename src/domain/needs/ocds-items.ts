import type { OcdsDocument, OcdsItem } from "./ocds-draft";
import { below, type FieldReader, idText, longText, type Node } from "./ocds-fields";

export function readItem(item: Node, reader: FieldReader): OcdsItem {
  const main = reader.object(item, "classification");
  const classified = [...(main === null ? [] : [main]), ...reader.list(item, "additionalClassifications")];
  const { quantity } = item.value;
  if (quantity !== undefined && quantity !== null && typeof quantity !== "number") {
    reader.complain(below(item, "quantity"), "OCDS_TYPE", { expected: "number" });
  }
  const unit = reader.object(item, "unit");
  return {
    id: idText(item.value.id),
    description: reader.text(item, "description", { most: longText, prose: true }),
    classifications: classified.flatMap((node) => {
      const id = idText(node.value.id);
      if (id === null) return [];
      const scheme = reader.text(node, "scheme");
      return [{ scheme, id: scheme === "CPV" ? plainCpv(id) : id, description: reader.text(node, "description") }];
    }),
    quantity: typeof quantity === "number" ? quantity : null,
    unit: unit && reader.text(unit, "name"),
  };
}

export function readDocument(document: Node, reader: FieldReader): OcdsDocument {
  const url = reader.text(document, "url", { most: 2_000 });
  if (url !== null && !/^https?:\/\/[^\s]+$/iu.test(url)) reader.complain(below(document, "url"), "OCDS_URL");
  return {
    id: idText(document.value.id),
    type: reader.text(document, "documentType"),
    title: reader.text(document, "title"),
    description: reader.text(document, "description", { most: longText, prose: true }),
    url,
    format: reader.text(document, "format"),
    language: reader.text(document, "language"),
  };
}

/** Tables saved from spreadsheets turn the code 45233130 into 45233130.0. */
function plainCpv(id: string): string {
  return id.replace(/\.0$/u, "");
}

/** Codes of the Common Procurement Vocabulary, each once. */
export function cpvOf(items: readonly OcdsItem[]): string[] {
  const codes = items.flatMap(({ classifications }) =>
    classifications.filter(({ scheme }) => scheme === "CPV").map(({ id }) => id),
  );
  return [...new Set(codes)];
}
