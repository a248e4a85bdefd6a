import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { DtdValidator, XmlDocument, XmlDtd, XmlLibError, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

// Schemas import others that lie beside them.
xmlRegisterFsInputProviders();

/**
 * What a validating parser (libxml2) finds wrong with a document.
 * @param schema path of the grammar that judges it, told apart by its ending: `.xsd` or `.dtd`
 */
export function xmlFaults(xml: string, schema: string): string[] {
  const load = (path: string) => XmlDocument.fromBuffer(readFileSync(path), { url: pathToFileURL(path).href });
  try {
    using document = XmlDocument.fromString(xml);
    if (schema.endsWith(".dtd")) {
      using validator = new DtdValidator(XmlDtd.fromBuffer(readFileSync(schema)));
      validator.validate(document);
    } else {
      using grammar = load(schema);
      using validator = XsdValidator.fromDoc(grammar);
      validator.validate(document);
    }
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(({ message }) => message.trim());
  }
}
