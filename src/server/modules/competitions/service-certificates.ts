import { randomUUID } from "node:crypto";
import QRCode from "qrcode";
import type { z } from "zod";
import type { StandingRow } from "@/domain/competitions/board";
import { mayTakeCertificate } from "@/domain/competitions/policy-results";
import type { certificateView, pdfView } from "@/domain/competitions/schema-results";
import { allow } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { nameIn } from "@/domain/shared/names";
import { sentence } from "@/i18n/sentences";
import { issueCredential, revokeCredentialsOf } from "@/server/modules/credentials/service";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { renderPdf } from "@/server/platform/pdf";
import { type HeldCompetition, holdCompetition, personOf } from "./access";
import { newestResult } from "./repo";
import { endCertificate, findStandingCertificate, insertCertificate, listStandingCertificates } from "./repo-results";

const sourceKind = "competitionResult";

/** What the reader's team reached in the newest result, and the certificate that was taken of it. */
export async function readCertificate(ctx: Ctx, slug: string): Promise<z.output<typeof certificateView>> {
  const held = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(mayTakeCertificate(ctx.actor, held.facts));
  const { version, row, teams } = await ownResult(db(), held);
  const taken = await findStandingCertificate(db(), held.row.id, personOf(ctx.actor));
  return {
    slug: held.row.slug,
    titleZh: held.row.titleZh,
    titleEn: held.row.titleEn,
    version,
    teamName: row.name,
    rank: row.rank,
    points: row.score,
    teams,
    taken: taken
      ? { credentialId: taken.credentialId, version: taken.resultVersion, issuedAt: taken.issuedAt.toISOString() }
      : null,
  };
}

/** Takes the certificate as an Open Badges credential, bound to the version of the result; asking again gives the same. */
export async function takeCertificate(ctx: Ctx, slug: string): Promise<{ credentialId: string }> {
  try {
    return await act(ctx, async (given) => {
      const { tx, permit, record, now } = given;
      const held = await holdCompetition(tx, ctx.actor, slug);
      permit(mayTakeCertificate(ctx.actor, held.facts));
      const personId = personOf(ctx.actor);
      const taken = await findStandingCertificate(tx, held.row.id, personId);
      const { version, row, teams } = await ownResult(tx, held);
      const id = taken?.id ?? randomUUID();
      if (taken) {
        await record({ act: "certificate.found", entity: "competitionCertificate", entityId: taken.id });
        return { credentialId: taken.credentialId };
      }
      const credentialId = await issueCredential(given, {
        personId,
        kind: "result",
        ...texts(held, row, teams, version),
        sourceKind,
        sourceId: id,
        evidence: [{ name: `Result version ${version}`, narrative: "", url: `/competitions/${held.row.slug}` }],
      });
      await insertCertificate(tx, {
        id,
        competitionId: held.row.id,
        resultVersion: version,
        teamId: row.teamId,
        personId,
        rank: row.rank ?? 0,
        points: row.score,
        credentialId,
        issuedAt: await now(),
      });
      await record({ act: "certificate.taken", entity: "competitionCertificate", entityId: id, facts: { version } });
      return { credentialId };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", { reason: "certificateTaken" });
    throw error;
  }
}

/** The certificate as a page to print, with the address that verifies it as text and as a QR code. */
export async function printCertificate(ctx: Ctx, slug: string): Promise<z.output<typeof pdfView>> {
  const held = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(mayTakeCertificate(ctx.actor, held.facts));
  const taken = found(await findStandingCertificate(db(), held.row.id, personOf(ctx.actor)));
  const { row, teams } = await ownResult(db(), held);
  const person = found((await peopleById([taken.personId])).get(taken.personId));
  const { locale } = ctx;
  const address = `${publicUrl()}/${locale}/credentials/${taken.credentialId}`;
  const t = (key: string, facts: Record<string, string | number> = {}) =>
    sentence(locale, "competitionsJudged", key, facts);
  const title = nameIn(locale, { nameZh: held.row.titleZh, nameEn: held.row.titleEn });
  const bytes = await renderPdf({
    title: t("certificateTitle", { title }),
    language: locale,
    landscape: true,
    content: [
      { text: t("certificate"), style: "title", alignment: "center", margin: [0, 30, 0, 24], fontSize: 30 },
      { text: nameIn(locale, person), alignment: "center", fontSize: 24, bold: true, margin: [0, 0, 0, 10] },
      { text: t("certificateTeam", { team: row.name }), alignment: "center", fontSize: 13, margin: [0, 0, 0, 18] },
      {
        text:
          row.rank === null ? t("certificateGuest", { title }) : t("certificateRank", { title, rank: row.rank, teams }),
        alignment: "center",
        fontSize: 16,
        margin: [60, 0, 60, 24],
      },
      {
        columns: [
          { width: "*", text: "" },
          { width: 90, image: await QRCode.toDataURL(address, { margin: 0, width: 360 }), fit: [84, 84] },
          {
            width: 420,
            stack: [
              { text: t("certificateVerify"), bold: true },
              { text: address, style: "hash", link: address },
              {
                text: t("certificateBound", {
                  version: taken.resultVersion,
                  day: taken.issuedAt.toISOString().slice(0, 10),
                }),
                style: "muted",
                margin: [0, 6, 0, 0],
              },
            ],
          },
          { width: "*", text: "" },
        ],
        columnGap: 16,
      },
    ],
  });
  return { name: `${held.row.slug}-certificate.pdf`, base64: bytes.toString("base64") };
}

/** After a new version of the result: certificates that no longer say what it says are revoked. May run twice. */
export async function reviseCertificates(competitionId: string): Promise<void> {
  await act(systemCtx("competitions.certificates"), async (given) => {
    const { tx, permit, record, now } = given;
    permit(allow);
    const result = await newestResult(tx, competitionId);
    let revoked = 0;
    for (const one of await listStandingCertificates(tx, competitionId)) {
      const row = rowsOf(result?.standing).find(({ teamId }) => teamId === one.teamId);
      if (row && (row.rank ?? 0) === one.rank && row.score === one.points) continue;
      await revokeCredentialsOf(given, sourceKind, one.id, `Result version ${result?.version ?? 0} replaces it.`);
      await endCertificate(tx, one.id, await now());
      revoked += 1;
    }
    await record({
      act: "certificates.revised",
      entity: "competition",
      entityId: competitionId,
      facts: { version: result?.version ?? 0, revoked },
    });
  });
}

function texts({ row: event }: HeldCompetition, { name, rank }: StandingRow, teams: number, version: number) {
  const [zh, en] = [event.titleZh ?? event.titleEn ?? "", event.titleEn ?? event.titleZh ?? ""];
  return {
    titleZh: rank === null ? `${zh}：参赛` : `${zh}：第 ${rank} 名`,
    titleEn: rank === null ? `${en}: took part` : `${en}: place ${rank}`,
    descriptionZh: `战队“${name}”的成员；共 ${teams} 支战队参与排名；成绩第 ${version} 版。`,
    descriptionEn: `Member of the team “${name}”; ${teams} teams in the ranking; result version ${version}.`,
    criteria: "The place in the result that was made final; anybody can recompute it from the event's archive.",
  };
}

async function ownResult(tx: Pick<Tx, "competitionResult">, held: HeldCompetition) {
  const result = await newestResult(tx, held.row.id);
  const rows = rowsOf(result?.standing);
  const row = rows.find(({ teamId }) => teamId === held.facts.team?.id);
  if (!result || !row) throw new AppError("STATE_REFUSED", { reason: "resultNotFinal" });
  return { version: result.version, row, teams: rows.filter(({ rank }) => rank !== null).length };
}

/** Written by `publishResult` from the standing itself. */
function rowsOf(standing: unknown): StandingRow[] {
  return (standing ?? []) as StandingRow[];
}
