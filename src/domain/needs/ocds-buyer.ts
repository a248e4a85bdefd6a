import type { OcdsBuyer, OcdsIdentifier } from "./ocds-draft";
import { below, type FieldReader, idText, type Node } from "./ocds-fields";

/** The buyer as the release names it, with what `parties` tells of it; without a reference, who holds the role. */
export function readBuyer(release: Node, tender: Node, reader: FieldReader): OcdsBuyer | null {
  const parties = reader.list(release, "parties");
  const inRole = (role: string) =>
    parties.find(({ value }) => Array.isArray(value.roles) && value.roles.includes(role));
  const reference = reader.object(release, "buyer") ?? reader.object(tender, "procuringEntity");
  const id = reference === null ? null : idText(reference.value.id);
  const party =
    (id === null ? undefined : parties.find(({ value }) => idText(value.id) === id)) ??
    (reference === null ? (inRole("buyer") ?? inRole("procuringEntity")) : undefined);
  const named = [reference, party].find(
    (node) => node && typeof node.value.name === "string" && node.value.name.trim(),
  );
  if (!named) return reader.complain(below(release, "buyer.name"), "OCDS_FIELD_MISSING");
  const name = reader.text(named, "name", { required: true, most: 200 });
  if (name === null) return null;
  const address = party === undefined ? null : reader.object(party, "address");
  return {
    id: id ?? (party === undefined ? null : idText(party.value.id)),
    name,
    identifier: party === undefined ? null : readIdentifier(party, reader),
    locality: address && reader.text(address, "locality"),
    region: address && reader.text(address, "region"),
    countryName: address && reader.text(address, "countryName"),
  };
}

function readIdentifier(party: Node, reader: FieldReader): OcdsIdentifier | null {
  const identifier = reader.object(party, "identifier");
  const id = identifier === null ? null : idText(identifier.value.id);
  if (identifier === null || id === null) return null;
  return { scheme: reader.text(identifier, "scheme"), id, legalName: reader.text(identifier, "legalName") };
}
