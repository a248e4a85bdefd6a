import { AppError } from "@/domain/shared/errors";
import { nameIn } from "@/domain/shared/names";
import { commentRows, type TemplateId } from "@/domain/standards/comment-template";
import { citationOf } from "@/domain/standards/cover";
import { oscalOf } from "@/domain/standards/oscal";
import { htmlOf } from "@/domain/standards/output-html";
import { pdfOf } from "@/domain/standards/output-pdf";
import { mayReadComments, mayReadStandard, mayReadWorkspace } from "@/domain/standards/policy";
import { redline } from "@/domain/standards/redline";
import { type OutputFacts, stsOf } from "@/domain/standards/sts";
import type { VersionClauseView } from "@/domain/standards/views";
import { sentence } from "@/i18n/sentences";
import { found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { getFile } from "@/server/platform/files";
import { type PdfContent, renderPdf } from "@/server/platform/pdf";
import { listFilesOf } from "@/server/platform/stored-files";
import { type HeldStandard, holdStandard, isWithin } from "./access";
import { type CommentFileFormat, writeCommentFile } from "./comment-files";
import { docxOf, type Figures, redlineDocxOf } from "./docx-output";
import { formulasOf } from "./formulas";
import { findVersion } from "./repo";
import { clausesOfVersion, readText } from "./service-clauses";
import { readComments } from "./service-comments";
import { uuidOf } from "./uuid-of";

export const outputFormats = ["sts.xml", "oscal.json", "standard.html", "standard.pdf", "standard.docx"] as const;
export type OutputFormat = (typeof outputFormats)[number];
export type OutputFile = { type: string; body: Buffer | string; name: string };

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The text that this reader may see, in one of its forms; all of them are made from the same clauses. */
export async function exportStandard(ctx: Ctx, id: string, format: OutputFormat): Promise<OutputFile> {
  const held = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadStandard(ctx.actor, held.facts));
  const { clauses, version } = await readText(ctx, id);
  const facts = factsOf(held, version);
  const name = `LF-${held.row.number}${version === null ? "-draft" : `-v${version}`}.${format.replace("standard.", "")}`;
  switch (format) {
    case "sts.xml":
      return { type: "application/xml; charset=utf-8", body: stsOf(facts, clauses, formulasOf(clauses)), name };
    case "oscal.json": {
      const body = JSON.stringify(oscalOf(facts, clauses, held.now.toISOString(), uuidOf), null, 2);
      return { type: "application/json; charset=utf-8", body, name };
    }
    case "standard.html":
      return {
        type: "text/html; charset=utf-8",
        body: htmlOf(facts, clauses, {
          figures: addressesOf(await figuresOf(id, clauses)),
          formulas: formulasOf(clauses),
        }),
        name,
      };
    case "standard.docx":
      return {
        type: word,
        body: await docxOf(facts, clauses, { figures: await figuresOf(id, clauses), formulas: formulasOf(clauses) }),
        name,
      };
    case "standard.pdf": {
      const body = await renderPdf({
        title: `${citationOf(facts)} ${facts.language === "en" ? facts.titleEn : facts.titleZh}`,
        language: facts.language,
        runningHead: citationOf(facts),
        bareCover: true,
        // The domain's blocks are a part of what pdfmake takes; its own type cannot be named there.
        content: pdfOf(facts, clauses, addressesOf(await figuresOf(id, clauses))) as PdfContent,
      });
      return { type: "application/pdf", body, name };
    }
  }
}

/** What changed between two versions, for Word's reviewer. */
export async function exportRedline(ctx: Ctx, id: string, from: number, to: number | null): Promise<OutputFile> {
  const held = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadWorkspace(ctx.actor, held.facts));
  const [before, after] = [await clausesOfVersion(db(), held.row, from), await clausesOfVersion(db(), held.row, to)];
  const made = to === null ? held.now : found(await findVersion(db(), id, to)).at;
  const facts = factsOf(held, to);
  const author = nameIn(facts.language, { nameZh: "联防标准工作组", nameEn: "Lianfang working group" });
  return {
    type: word,
    body: await redlineDocxOf(
      facts,
      redline(before, after).filter((change) => isWithin(held, change.id)),
      { author, at: made.toISOString() },
      { figures: await figuresOf(id, after), formulas: formulasOf([...before, ...after]) },
    ),
    name: `LF-${held.row.number}-redline-${from}-${to ?? "draft"}.docx`,
  };
}

/** The disposition report in either template: every comment this reader may see, with what became of it. */
export async function exportComments(
  ctx: Ctx,
  id: string,
  template: TemplateId,
  format: CommentFileFormat,
): Promise<OutputFile> {
  const held = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadComments(ctx.actor, held.facts));
  const comments = await readComments(ctx, id);
  const language = template === "zh" ? "zh-CN" : "en";
  const say = (key: string) => sentence(language, "standards", key);
  const rows = commentRows(
    template,
    comments.map((one) => ({
      body: one.body || (one.organisation ? nameIn(language, one.organisation) : ""),
      number: one.bodyNumber || (one.body ? "" : String(one.number)),
      line: one.line,
      clause: one.clauseNumber,
      element: one.element,
      kind: one.kind,
      comment: one.comment,
      proposedChange: one.proposedChange,
      observation: [one.resolution ? say(`resolution_${one.resolution}`) : "", one.observation]
        .filter((text, index) => index === 1 || !one.observation.startsWith(text))
        .filter(Boolean)
        .join(language === "en" ? ". " : "。"),
    })),
  );
  const facts = factsOf(held, null);
  const title = `${say("disposition")} ${citationOf(facts)} ${language === "en" ? facts.titleEn || facts.titleZh : facts.titleZh || facts.titleEn}`;
  const lines = [`${say("stage")} ${facts.stage} · ${held.now.toISOString().slice(0, 10)}`];
  const file = await writeCommentFile(format, { title, language, lines, rows });
  return { ...file, name: `LF-${held.row.number}-comments-${template}.${format}` };
}

function factsOf({ row }: HeldStandard, version: number | null): OutputFacts {
  return {
    id: row.id,
    number: row.number,
    officialNumber: row.officialNumber,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    language: row.language === "en" ? "en" : "zh-CN",
    profile: row.profile,
    stage: `${row.stage}.${row.substage}`,
    version,
    publishedAt: row.publishedAt?.toISOString() ?? null,
  };
}

const pictureTypes = { "image/png": "png", "image/jpeg": "jpg" } as const;

/** Pictures that the text shows; one that was never kept with this standard is left out. */
async function figuresOf(standardId: string, clauses: readonly VersionClauseView[]): Promise<Figures> {
  const shown = new Set(clauses.flatMap(({ content }) => content.map(({ attrs }) => attrs?.fileId)));
  const figures = new Map<string, { bytes: Buffer; type: "png" | "jpg" }>();
  for (const file of await listFilesOf(db(), "standardFigure", [standardId])) {
    const type = pictureTypes[file.mediaType as keyof typeof pictureTypes];
    if (type && shown.has(file.id)) figures.set(file.id, { bytes: await getFile(file.id, file), type });
  }
  return figures;
}

function addressesOf(figures: Figures): Map<string, string> {
  return new Map(
    [...figures].map(([id, { bytes, type }]) => [
      id,
      `data:image/${type === "jpg" ? "jpeg" : type};base64,${bytes.toString("base64")}`,
    ]),
  );
}

/** @throws AppError NOT_FOUND for a name that is no file of a standard */
export async function fileOf(ctx: Ctx, id: string, file: string, query: URLSearchParams): Promise<OutputFile> {
  const format = outputFormats.find((one) => one === file);
  if (format) return exportStandard(ctx, id, format);
  if (file === "redline.docx") {
    const [from, to] = [Number(query.get("from")), query.get("to")];
    if (!Number.isInteger(from) || from < 1 || (to !== null && !/^\d{1,6}$/u.test(to))) throw new AppError("BAD_INPUT");
    return exportRedline(ctx, id, from, to === null ? null : Number(to));
  }
  const comments = /^comments\.(csv|xlsx|docx|pdf)$/u.exec(file)?.[1];
  if (!comments) throw new AppError("NOT_FOUND");
  // The pattern names exactly the formats.
  return exportComments(ctx, id, query.get("template") === "iso" ? "iso" : "zh", comments as CommentFileFormat);
}
