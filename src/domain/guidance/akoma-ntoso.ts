import { xmlText } from "@/domain/shared/xml";
import type { Locale } from "../shared/locale";
import { type Block, type Inline, parseMarkdown } from "./markdown";

/** What an export of one edition says about itself. */
export type LegalWork = {
  readonly uri: string;
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly edition: number;
  readonly language: Locale;
  readonly title: string;
  readonly code: string;
  readonly body: string;
  readonly publishedOn: string;
  readonly createdOn: string;
  readonly effectiveOn: string | null;
  readonly expiresOn: string | null;
  readonly repealedOn: string | null;
  readonly issuers: readonly { id: string; name: string }[];
  readonly relations: readonly { kind: string; href: string; text: string }[];
};

const languages = { "zh-CN": "zho", en: "eng" } as const;

/**
 * Akoma Ntoso 1.0 (OASIS LegalDocML) of one edition in one language: identification by Work, Expression and
 * Manifestation, publication, lifecycle, references, and the text as `statement` with one `hcontainer` a section.
 * IRIs follow the naming convention 1.0: /akn/country/type/date/number, expression `lang@date`. An eId stands once in a
 * document: those of the metadata hold an underscore, which no anchor does, and an anchor that comes again is numbered.
 */
export function writeAkomaNtoso(work: LegalWork): string {
  const lang = languages[work.language];
  const base = `/akn/cn/statement/${work.createdOn}/${work.number}`;
  const expression = `${base}/${lang}@${work.publishedOn}`;
  const author = work.issuers[0]?.id ?? work.id;
  const frbr = (level: "Work" | "Expression" | "Manifestation", iri: string, date: string, extra: string) => `
        <FRBR${level}>
          <FRBRthis value="${xmlText(iri)}/!main"/>
          <FRBRuri value="${xmlText(iri)}"/>
          <FRBRdate date="${date}" name="${level === "Work" ? "Generation" : level}"/>
          <FRBRauthor href="#org_${author}"/>${extra}
        </FRBR${level}>`;
  const events = [
    { id: "event_1", date: work.publishedOn, type: work.edition === 1 ? "generation" : "amendment" },
    ...(work.repealedOn ? [{ id: "event_2", date: work.repealedOn, type: "repeal" }] : []),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="${xmlText(work.kind)}">
    <meta>
      <identification source="#org_lianfang">${frbr(
        "Work",
        base,
        work.createdOn,
        `
          <FRBRcountry value="cn"/>
          <FRBRnumber value="${xmlText(work.code || String(work.number))}"/>`,
      )}${frbr(
        "Expression",
        expression,
        work.publishedOn,
        `
          <FRBRlanguage language="${lang}"/>`,
      )}${frbr("Manifestation", `${expression}.xml`, work.publishedOn, "")}
      </identification>
      <publication date="${work.publishedOn}" name="${xmlText("Lianfang")}" showAs="${xmlText("Lianfang 联防")}"${work.code ? ` number="${xmlText(work.code)}"` : ""}/>
      <lifecycle source="#org_lianfang">${events
        .map(
          ({ id, date, type }) => `
        <eventRef eId="${id}" date="${date}" source="#ref_original" type="${type}"/>`,
        )
        .join("")}
      </lifecycle>
      <references source="#org_lianfang">
        <original eId="ref_original" href="${xmlText(expression)}" showAs="${xmlText(work.title)}"/>${work.relations
          .filter(({ href }) => href !== "")
          .map(({ kind, href, text }, index) => {
            const tag = kind === "repeals" || kind === "amends" ? "activeRef" : "passiveRef";
            return `
        <${tag} eId="ref_${index + 1}" href="${xmlText(href)}" showAs="${xmlText(`${kind}: ${text}`)}"/>`;
          })
          .join("")}
        <TLCOrganization eId="org_lianfang" href="/akn/ontology/organization/cn/lianfang" showAs="Lianfang 联防"/>${work.issuers
          .map(
            ({ id, name }) => `
        <TLCOrganization eId="org_${id}" href="/akn/ontology/organization/cn/${id}" showAs="${xmlText(name)}"/>`,
          )
          .join("")}
      </references>${forceNote(work)}
    </meta>
    <preface>
      <longTitle><p><docTitle>${xmlText(work.title)}</docTitle>${work.code ? ` <docNumber>${xmlText(work.code)}</docNumber>` : ""}</p></longTitle>
    </preface>
    <mainBody>${sections(work.body)}
    </mainBody>
  </statement>
</akomaNtoso>
`;
}

function forceNote({ effectiveOn, expiresOn }: LegalWork): string {
  if (!effectiveOn) return "";
  const note = expiresOn ? `${effectiveOn}/${expiresOn}` : effectiveOn;
  return `
      <notes source="#org_lianfang"><note eId="note_1"><p>${xmlText(`in force: ${note}`)}</p></note></notes>`;
}

/** Each heading opens a container that holds everything up to the next one; what comes before stands first. */
function sections(body: string): string {
  const groups: { heading: Extract<Block, { kind: "heading" }> | null; blocks: Block[] }[] = [
    { heading: null, blocks: [] },
  ];
  for (const block of parseMarkdown(body)) {
    if (block.kind === "heading") groups.push({ heading: block, blocks: [] });
    else groups.at(-1)?.blocks.push(block);
  }
  const filled = groups.filter(({ heading, blocks }) => heading !== null || blocks.length > 0);
  if (filled.length === 0) return "<p/>";
  const taken = new Map<string, number>();
  return filled
    .map(({ heading, blocks }, index) => {
      const anchor = heading?.anchor ?? "top";
      const times = (taken.get(anchor) ?? 0) + 1;
      taken.set(anchor, times);
      const id = times === 1 ? anchor : `${anchor}_${times}`;
      const title = heading ? `<heading>${inline(heading.children)}</heading>` : "";
      const content = blocks.map(blockXml).join("") || "<p/>";
      return `
      <hcontainer eId="${id}" name="section"><num>${index + 1}</num>${title}<content eId="${id}__content">${content}</content></hcontainer>`;
    })
    .join("");
}

function blockXml(block: Block): string {
  switch (block.kind) {
    case "code":
      return `<p class="code">${xmlText(block.text)}</p>`;
    case "list":
      return block.ordered
        ? `<ol>${block.items.map((item) => `<li>${inline(item)}</li>`).join("")}</ol>`
        : `<ul>${block.items.map((item) => `<li>${inline(item)}</li>`).join("")}</ul>`;
    case "table":
      // A table of rules alone has no rows, and Akoma Ntoso knows no table without.
      if (block.rows.length === 0) return "";
      return `<table>${block.rows.map((row) => `<tr>${row.map((cell) => `<td><p>${inline(cell)}</p></td>`).join("")}</tr>`).join("")}</table>`;
    default:
      return `<p>${inline(block.children)}</p>`;
  }
}

function inline(children: readonly Inline[]): string {
  return children
    .map((one) => {
      switch (one.kind) {
        case "text":
        case "code":
          return xmlText(one.text);
        case "strong":
          return `<b>${inline(one.children)}</b>`;
        case "emphasis":
          return `<i>${inline(one.children)}</i>`;
        case "link":
          return `<a href="${xmlText(one.href)}">${inline(one.children)}</a>`;
        default:
          return one satisfies never;
      }
    })
    .join("");
}
