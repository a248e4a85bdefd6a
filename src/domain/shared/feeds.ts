import { xmlText } from "./xml";

export type FeedEntry = {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly summary: string;
  readonly published: string;
  readonly updated: string;
  readonly authors: readonly string[];
  readonly topics: readonly string[];
};

/** An Atom feed (RFC 4287). Every entry has an author, as section 4.1.1 asks, and an id that never changes. */
export function writeAtom(feed: {
  id: string;
  self: string;
  title: string;
  updated: string;
  language: string;
  entries: readonly FeedEntry[];
}): string {
  const entries = feed.entries.map(
    (entry) => `  <entry>
    <id>urn:uuid:${entry.id}</id>
    <title>${xmlText(entry.title)}</title>
    <link rel="alternate" href="${xmlText(entry.href)}"/>
    <published>${entry.published}</published>
    <updated>${entry.updated}</updated>
${entry.authors.map((name) => `    <author><name>${xmlText(name)}</name></author>`).join("\n")}
${entry.topics.map((topic) => `    <category term="${xmlText(topic)}"/>\n`).join("")}    <summary>${xmlText(entry.summary)}</summary>
  </entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
  <id>${xmlText(feed.id)}</id>
  <title>${xmlText(feed.title)}</title>
  <link rel="self" href="${xmlText(feed.self)}"/>
  <updated>${feed.updated}</updated>
${entries.join("\n")}
</feed>
`;
}

export type CalendarEntry = {
  readonly uid: string;
  readonly title: string;
  readonly href: string;
} & (
  | {
      /** A whole calendar day, `2026-12-31`. */
      readonly day: string;
    }
  | { readonly start: Date; readonly end: Date }
);

/** An iCalendar object (RFC 5545); lines are folded at 75 octets and end in CRLF, moments are in UTC. */
export function writeCalendar(name: string, stamp: Date, entries: readonly CalendarEntry[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Lianfang//Lianfang//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => [
      "BEGIN:VEVENT",
      `UID:${entry.uid}`,
      `DTSTAMP:${moment(stamp)}`,
      ...("day" in entry
        ? [`DTSTART;VALUE=DATE:${entry.day.replaceAll("-", "")}`]
        : [`DTSTART:${moment(entry.start)}`, `DTEND:${moment(entry.end)}`]),
      `SUMMARY:${escaped(entry.title)}`,
      `URL:${entry.href}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** RFC 5545, 3.3.5, form 2: a moment in UTC. */
function moment(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d{3}/gu, "");
}

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line breaks are escaped in text. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`).replaceAll(/\r?\n/gu, "\\n");
}

/** RFC 5545, 3.1: at most 75 octets a line, never cutting a character. */
function folded(row: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = "";
  let size = 0;
  for (const character of row) {
    const bytes = encoder.encode(character).length;
    if (size + bytes > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = "";
      size = 0;
    }
    part += character;
    size += bytes;
  }
  return [...parts, part].join("\r\n ");
}
