import type { Tx } from "@/server/platform/db";

export function insertQuestion(
  tx: Tx,
  data: {
    documentId: string;
    askedById: string;
    organisationId: string | null;
    section: string | null;
    text: string;
    language: string;
  },
) {
  return tx.guidanceQuestion.create({ data });
}

export function findQuestion(tx: Pick<Tx, "guidanceQuestion">, id: string) {
  return tx.guidanceQuestion.findUnique({ where: { id } });
}

export function answerQuestionRow(
  tx: Tx,
  id: string,
  data: { answer: string; answeredById: string; answeredAt: Date },
) {
  return tx.guidanceQuestion.update({ where: { id }, data });
}

/** Answered ones for everybody; the others for who asked, or with `all` for the bodies that answer. */
export function listQuestions(
  tx: Pick<Tx, "guidanceQuestion">,
  documentId: string,
  reader: { all: boolean; personId: string | null },
) {
  return tx.guidanceQuestion.findMany({
    where: {
      documentId,
      ...(reader.all
        ? {}
        : { OR: [{ NOT: { answer: null } }, ...(reader.personId ? [{ askedById: reader.personId }] : [])] }),
    },
    orderBy: [{ answeredAt: { sort: "asc", nulls: "first" } }, { askedAt: "asc" }],
    take: 500,
  });
}
