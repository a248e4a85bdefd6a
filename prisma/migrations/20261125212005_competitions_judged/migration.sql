-- CreateEnum
CREATE TYPE "AssistanceKind" AS ENUM ('none', 'assisted', 'agent');

-- CreateEnum
CREATE TYPE "JudgingStage" AS ENUM ('entries', 'judging', 'provisional', 'final');

-- CreateEnum
CREATE TYPE "JudgeState" AS ENUM ('invited', 'accepted', 'declined');

-- CreateEnum
CREATE TYPE "AppealState" AS ENUM ('open', 'upheld', 'rejected');

-- CreateEnum
CREATE TYPE "QuizQuestionKind" AS ENUM ('single', 'multiple', 'number', 'text');


-- CreateTable
CREATE TABLE "JudgedPhase" (
    "phaseId" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "settings" JSONB NOT NULL,
    "stage" "JudgingStage" NOT NULL DEFAULT 'entries',
    "judgingAt" TIMESTAMPTZ(3),
    "provisionalAt" TIMESTAMPTZ(3),
    "appealsUntil" TIMESTAMPTZ(3),
    "finalAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "JudgedPhase_pkey" PRIMARY KEY ("phaseId")
);

-- CreateTable
CREATE TABLE "CompetitionEntry" (
    "id" UUID NOT NULL,
    "phaseId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "number" INTEGER,
    "sealed" BYTEA NOT NULL,
    "wrappedKey" BYTEA NOT NULL,
    "contentHash" TEXT NOT NULL,
    "assistance" "AssistanceKind" NOT NULL,
    "fileIds" TEXT[],
    "submittedById" UUID NOT NULL,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CompetitionEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PhaseJudge" (
    "phaseId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" "JudgeState" NOT NULL DEFAULT 'invited',
    "loadLimit" INTEGER,
    "conflictTeamIds" TEXT[],
    "invitedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "PhaseJudge_pkey" PRIMARY KEY ("phaseId","personId")
);

-- CreateTable
CREATE TABLE "JudgeAssignment" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "draft" JSONB NOT NULL DEFAULT '{}',
    "assignedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),
    "recusedAt" TIMESTAMPTZ(3),
    "recusedReason" TEXT NOT NULL DEFAULT '',
    "reopenedCause" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "JudgeAssignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JudgeSheet" (
    "assignmentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "scores" JSONB NOT NULL,
    "comment" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "JudgeSheet_pkey" PRIMARY KEY ("assignmentId","number")
);

-- CreateTable
CREATE TABLE "EntryAppeal" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" "AppealState" NOT NULL DEFAULT 'open',
    "reply" TEXT NOT NULL DEFAULT '',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EntryAppeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizPhase" (
    "phaseId" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "settings" JSONB NOT NULL,
    "seed" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "QuizPhase_pkey" PRIMARY KEY ("phaseId")
);

-- CreateTable
CREATE TABLE "QuizQuestion" (
    "id" UUID NOT NULL,
    "phaseId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "QuizQuestionKind" NOT NULL,
    "points" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,
    "voidedAt" TIMESTAMPTZ(3),
    "voidReason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "QuizQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizAttempt" (
    "id" UUID NOT NULL,
    "phaseId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "entrantId" UUID NOT NULL,
    "startedById" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "extraMinutes" INTEGER NOT NULL DEFAULT 0,
    "extraReason" TEXT NOT NULL DEFAULT '',
    "handedInAt" TIMESTAMPTZ(3),

    CONSTRAINT "QuizAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizAnswer" (
    "attemptId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "QuizAnswer_pkey" PRIMARY KEY ("attemptId","questionId")
);

-- CreateTable
CREATE TABLE "SeasonConsent" (
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SeasonConsent_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "CompetitionCertificate" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "resultVersion" INTEGER NOT NULL,
    "teamId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "credentialId" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CompetitionCertificate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "JudgedPhase_competitionId_idx" ON "JudgedPhase"("competitionId");

-- CreateIndex
CREATE INDEX "CompetitionEntry_teamId_idx" ON "CompetitionEntry"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "CompetitionEntry_phaseId_teamId_key" ON "CompetitionEntry"("phaseId", "teamId");

-- CreateIndex
CREATE UNIQUE INDEX "CompetitionEntry_phaseId_number_key" ON "CompetitionEntry"("phaseId", "number");

-- CreateIndex
CREATE INDEX "PhaseJudge_personId_idx" ON "PhaseJudge"("personId");

-- CreateIndex
CREATE INDEX "JudgeAssignment_personId_idx" ON "JudgeAssignment"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "JudgeAssignment_entryId_personId_key" ON "JudgeAssignment"("entryId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "EntryAppeal_entryId_key" ON "EntryAppeal"("entryId");

-- CreateIndex
CREATE INDEX "QuizPhase_competitionId_idx" ON "QuizPhase"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "QuizQuestion_phaseId_position_key" ON "QuizQuestion"("phaseId", "position");

-- CreateIndex
CREATE INDEX "QuizAttempt_teamId_idx" ON "QuizAttempt"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "QuizAttempt_phaseId_entrantId_key" ON "QuizAttempt"("phaseId", "entrantId");

-- CreateIndex
CREATE INDEX "CompetitionCertificate_personId_idx" ON "CompetitionCertificate"("personId");

-- CreateIndex
CREATE INDEX "CompetitionCertificate_competitionId_idx" ON "CompetitionCertificate"("competitionId");

-- AddForeignKey
ALTER TABLE "CompetitionEntry" ADD CONSTRAINT "CompetitionEntry_phaseId_fkey" FOREIGN KEY ("phaseId") REFERENCES "JudgedPhase"("phaseId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhaseJudge" ADD CONSTRAINT "PhaseJudge_phaseId_fkey" FOREIGN KEY ("phaseId") REFERENCES "JudgedPhase"("phaseId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JudgeAssignment" ADD CONSTRAINT "JudgeAssignment_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "CompetitionEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JudgeSheet" ADD CONSTRAINT "JudgeSheet_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "JudgeAssignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryAppeal" ADD CONSTRAINT "EntryAppeal_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "CompetitionEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuizQuestion" ADD CONSTRAINT "QuizQuestion_phaseId_fkey" FOREIGN KEY ("phaseId") REFERENCES "QuizPhase"("phaseId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuizAttempt" ADD CONSTRAINT "QuizAttempt_phaseId_fkey" FOREIGN KEY ("phaseId") REFERENCES "QuizPhase"("phaseId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuizAnswer" ADD CONSTRAINT "QuizAnswer_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "QuizAttempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuizAnswer" ADD CONSTRAINT "QuizAnswer_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "QuizQuestion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The core's rows that judged phases and quizzes stand on.
ALTER TABLE "JudgedPhase" ADD CONSTRAINT "JudgedPhase_phaseId_fkey" FOREIGN KEY ("phaseId") REFERENCES "CompetitionPhase"("id") ON DELETE RESTRICT;
ALTER TABLE "JudgedPhase" ADD CONSTRAINT "JudgedPhase_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT;
ALTER TABLE "CompetitionEntry" ADD CONSTRAINT "CompetitionEntry_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "CompetitionTeam"("id") ON DELETE RESTRICT;
ALTER TABLE "QuizPhase" ADD CONSTRAINT "QuizPhase_phaseId_fkey" FOREIGN KEY ("phaseId") REFERENCES "CompetitionPhase"("id") ON DELETE RESTRICT;
ALTER TABLE "QuizPhase" ADD CONSTRAINT "QuizPhase_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT;
ALTER TABLE "QuizAttempt" ADD CONSTRAINT "QuizAttempt_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "CompetitionTeam"("id") ON DELETE RESTRICT;
ALTER TABLE "CompetitionCertificate" ADD CONSTRAINT "CompetitionCertificate_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT;
ALTER TABLE "CompetitionCertificate" ADD CONSTRAINT "CompetitionCertificate_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "CompetitionTeam"("id") ON DELETE RESTRICT;

-- A sheet that was handed in stays as it was; so does the word on an appeal once it is given.
CREATE TRIGGER judge_sheet_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "JudgeSheet" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION keep_entry_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."state" = 'open' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'an appeal that was decided stays decided' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER entry_appeal_kept BEFORE UPDATE OR DELETE ON "EntryAppeal" FOR EACH ROW EXECUTE FUNCTION keep_entry_appeal();
ALTER TABLE "EntryAppeal" ADD CONSTRAINT "EntryAppeal_decided_whole" CHECK (("state" = 'open') = ("decidedAt" IS NULL) AND ("state" = 'open' OR "reply" <> ''));
ALTER TABLE "JudgeAssignment" ADD CONSTRAINT "JudgeAssignment_recused_reason" CHECK (("recusedAt" IS NULL) OR "recusedReason" <> '');
-- Stages go forward, each with its moment.
ALTER TABLE "JudgedPhase" ADD CONSTRAINT "JudgedPhase_stage_moments" CHECK (
  ("stage" = 'entries') = ("judgingAt" IS NULL) AND ("stage" IN ('provisional', 'final')) = ("provisionalAt" IS NOT NULL)
  AND ("stage" = 'final') = ("finalAt" IS NOT NULL));
-- Entries stand still once judging has begun, but for the number and the neutral names of their files.
CREATE FUNCTION keep_competition_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT "stage" FROM "JudgedPhase" WHERE "phaseId" = OLD."phaseId") = 'entries' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an entry that is being judged stays as it was handed in' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER competition_entry_kept BEFORE UPDATE OR DELETE ON "CompetitionEntry" FOR EACH ROW EXECUTE FUNCTION keep_competition_entry();
-- Answers of an attempt that was handed in stay as they are.
CREATE FUNCTION keep_quiz_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT "handedInAt" FROM "QuizAttempt" WHERE "id" = NEW."attemptId") IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'an attempt that was handed in stays as it is' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER quiz_answer_kept BEFORE INSERT OR UPDATE ON "QuizAnswer" FOR EACH ROW EXECUTE FUNCTION keep_quiz_answer();
-- One certificate that holds per person and event.
CREATE UNIQUE INDEX "CompetitionCertificate_one_holds" ON "CompetitionCertificate" ("competitionId", "personId") WHERE "revokedAt" IS NULL;
