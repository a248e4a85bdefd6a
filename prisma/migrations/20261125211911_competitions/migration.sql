-- CreateEnum
CREATE TYPE "CompetitionState" AS ENUM ('draft', 'scheduled', 'paused', 'reviewing', 'finalised', 'cancelled');

-- CreateEnum
CREATE TYPE "CompetitionRole" AS ENUM ('organiser', 'setter');

-- CreateEnum
CREATE TYPE "TeamKind" AS ENUM ('ranked', 'guest', 'organiser');

-- CreateEnum
CREATE TYPE "TeamState" AS ENUM ('pending', 'accepted', 'rejected', 'suspended');

-- CreateEnum
CREATE TYPE "PhaseKind" AS ENUM ('jeopardy', 'scoreFeed', 'judged', 'quiz');

-- CreateEnum
CREATE TYPE "ChallengeState" AS ENUM ('hidden', 'visible', 'withdrawn');

-- CreateEnum
CREATE TYPE "FlagKind" AS ENUM ('static', 'caseInsensitive', 'regex', 'perTeam');

-- CreateEnum
CREATE TYPE "LogKind" AS ENUM ('phase', 'team', 'teamState', 'challenge', 'solve', 'wrong', 'foreign', 'hint', 'adjust', 'feed', 'void', 'restore', 'grant', 'freeze', 'finalise');

-- CreateEnum
CREATE TYPE "CaseState" AS ENUM ('open', 'replied', 'decided');

-- CreateEnum
CREATE TYPE "CaseSanction" AS ENUM ('none', 'warning', 'voidSolve', 'suspendTeam');

-- CreateTable
CREATE TABLE "Competition" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "organisationId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "state" "CompetitionState" NOT NULL DEFAULT 'draft',
    "titleZh" TEXT,
    "titleEn" TEXT,
    "summaryZh" TEXT,
    "summaryEn" TEXT,
    "rulesZh" TEXT,
    "rulesEn" TEXT,
    "timeZone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
    "registrationOpensAt" TIMESTAMPTZ(3),
    "registrationClosesAt" TIMESTAMPTZ(3),
    "startsAt" TIMESTAMPTZ(3),
    "freezeAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "pausedAt" TIMESTAMPTZ(3),
    "writeupsAt" TIMESTAMPTZ(3),
    "finalisedAt" TIMESTAMPTZ(3),
    "minTeamSize" INTEGER NOT NULL DEFAULT 1,
    "maxTeamSize" INTEGER NOT NULL DEFAULT 4,
    "approval" BOOLEAN NOT NULL DEFAULT true,
    "bloodBonus" INTEGER[],
    "answersPerMinute" INTEGER NOT NULL DEFAULT 30,
    "sealedKey" BYTEA NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Competition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CompetitionOrganiser" (
    "competitionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "CompetitionRole" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CompetitionOrganiser_pkey" PRIMARY KEY ("competitionId","personId")
);

-- CreateTable
CREATE TABLE "CompetitionPhase" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "kind" "PhaseKind" NOT NULL,
    "titleZh" TEXT,
    "titleEn" TEXT,
    "weight" INTEGER NOT NULL DEFAULT 1,
    "position" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "content" JSONB NOT NULL DEFAULT '{}',
    "sealedFeedKey" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CompetitionPhase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CompetitionDivision" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "nameZh" TEXT,
    "nameEn" TEXT,
    "eligibility" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CompetitionDivision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Challenge" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "phaseId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" "ChallengeState" NOT NULL DEFAULT 'hidden',
    "category" TEXT NOT NULL,
    "difficulty" INTEGER NOT NULL DEFAULT 1,
    "titleZh" TEXT,
    "titleEn" TEXT,
    "statementZh" TEXT,
    "statementEn" TEXT,
    "author" TEXT NOT NULL DEFAULT '',
    "attribution" TEXT NOT NULL DEFAULT '',
    "connection" TEXT NOT NULL DEFAULT '',
    "conceptIds" TEXT[],
    "tags" TEXT[],
    "topics" TEXT[],
    "fileIds" TEXT[],
    "divisionKeys" TEXT[],
    "requires" TEXT[],
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "attemptLimit" INTEGER,
    "wrongPenalty" INTEGER NOT NULL DEFAULT 0,
    "scoring" JSONB NOT NULL,
    "flagLogic" TEXT NOT NULL DEFAULT 'any',
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChallengeFlag" (
    "id" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "kind" "FlagKind" NOT NULL,
    "sealed" BYTEA NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ChallengeFlag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChallengeHint" (
    "id" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "titleZh" TEXT,
    "titleEn" TEXT,
    "bodyZh" TEXT,
    "bodyEn" TEXT,
    "cost" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ChallengeHint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CompetitionTeam" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "divisionId" UUID,
    "number" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "skeleton" TEXT NOT NULL,
    "kind" "TeamKind" NOT NULL DEFAULT 'ranked',
    "state" "TeamState" NOT NULL DEFAULT 'pending',
    "stateReason" TEXT NOT NULL DEFAULT '',
    "captainId" UUID NOT NULL,
    "country" CHAR(2),
    "organisationId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CompetitionTeam_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TeamMember" (
    "competitionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "declared" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TeamMember_pkey" PRIMARY KEY ("competitionId","personId")
);

-- CreateTable
CREATE TABLE "TeamInvite" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "maxUses" INTEGER NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TeamInvite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChallengeProgress" (
    "teamId" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "wrong" INTEGER NOT NULL DEFAULT 0,
    "found" TEXT[],
    "solvedAt" TIMESTAMPTZ(6),

    CONSTRAINT "ChallengeProgress_pkey" PRIMARY KEY ("teamId","challengeId")
);

-- CreateTable
CREATE TABLE "ChallengeView" (
    "teamId" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "viewedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "downloadedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChallengeView_pkey" PRIMARY KEY ("teamId","challengeId")
);

-- CreateTable
CREATE TABLE "HintPurchase" (
    "teamId" UUID NOT NULL,
    "hintId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "HintPurchase_pkey" PRIMARY KEY ("teamId","hintId")
);

-- CreateTable
CREATE TABLE "CompetitionLog" (
    "id" BIGSERIAL NOT NULL,
    "competitionId" UUID NOT NULL,
    "kind" "LogKind" NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "teamId" UUID,
    "challengeId" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',
    "personId" UUID,
    "deviceMark" TEXT,
    "addressMark" TEXT,
    "sealedAnswer" BYTEA,
    "position" INTEGER,
    "hash" TEXT,

    CONSTRAINT "CompetitionLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IntegrityCase" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "teamId" UUID NOT NULL,
    "otherTeamId" UUID,
    "challengeId" UUID,
    "signal" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "state" "CaseState" NOT NULL DEFAULT 'open',
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" TIMESTAMPTZ(3),
    "sanction" "CaseSanction",
    "reason" TEXT NOT NULL DEFAULT '',
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IntegrityCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IntegrityDecision" (
    "caseId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "sanction" "CaseSanction" NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IntegrityDecision_pkey" PRIMARY KEY ("caseId","personId")
);

-- CreateTable
CREATE TABLE "CompetitionResult" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "standing" JSONB NOT NULL,
    "madeById" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CompetitionResult_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CompetitionAnnouncement" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "titleZh" TEXT,
    "titleEn" TEXT,
    "bodyZh" TEXT,
    "bodyEn" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CompetitionAnnouncement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CompetitionWebhook" (
    "id" UUID NOT NULL,
    "competitionId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "topics" TEXT[],
    "sealedSecret" BYTEA NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CompetitionWebhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "webhookId" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "status" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("webhookId","cause")
);

-- CreateTable
CREATE TABLE "Writeup" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "assistance" TEXT NOT NULL DEFAULT 'none',
    "version" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Writeup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PracticeSolve" (
    "personId" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PracticeSolve_pkey" PRIMARY KEY ("personId","challengeId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Competition_slug_key" ON "Competition"("slug");

-- CreateIndex
CREATE INDEX "Competition_state_startsAt_idx" ON "Competition"("state", "startsAt");

-- CreateIndex
CREATE INDEX "Competition_organisationId_idx" ON "Competition"("organisationId");

-- CreateIndex
CREATE INDEX "CompetitionOrganiser_personId_idx" ON "CompetitionOrganiser"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "CompetitionPhase_competitionId_position_key" ON "CompetitionPhase"("competitionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "CompetitionDivision_competitionId_key_key" ON "CompetitionDivision"("competitionId", "key");

-- CreateIndex
CREATE INDEX "Challenge_competitionId_position_idx" ON "Challenge"("competitionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Challenge_competitionId_key_key" ON "Challenge"("competitionId", "key");

-- CreateIndex
CREATE INDEX "ChallengeFlag_challengeId_idx" ON "ChallengeFlag"("challengeId");

-- CreateIndex
CREATE INDEX "ChallengeHint_challengeId_idx" ON "ChallengeHint"("challengeId");

-- CreateIndex
CREATE INDEX "CompetitionTeam_competitionId_state_idx" ON "CompetitionTeam"("competitionId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "CompetitionTeam_competitionId_skeleton_key" ON "CompetitionTeam"("competitionId", "skeleton");

-- CreateIndex
CREATE INDEX "TeamMember_teamId_idx" ON "TeamMember"("teamId");

-- CreateIndex
CREATE INDEX "TeamMember_personId_idx" ON "TeamMember"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "TeamInvite_codeHash_key" ON "TeamInvite"("codeHash");

-- CreateIndex
CREATE INDEX "TeamInvite_teamId_idx" ON "TeamInvite"("teamId");

-- CreateIndex
CREATE INDEX "ChallengeProgress_challengeId_idx" ON "ChallengeProgress"("challengeId");

-- CreateIndex
CREATE INDEX "ChallengeView_challengeId_idx" ON "ChallengeView"("challengeId");

-- CreateIndex
CREATE INDEX "CompetitionLog_competitionId_id_idx" ON "CompetitionLog"("competitionId", "id" DESC);

-- CreateIndex
CREATE INDEX "CompetitionLog_teamId_id_idx" ON "CompetitionLog"("teamId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "CompetitionLog_competitionId_position_key" ON "CompetitionLog"("competitionId", "position");

-- CreateIndex
CREATE INDEX "IntegrityCase_competitionId_state_idx" ON "IntegrityCase"("competitionId", "state");

-- CreateIndex
CREATE INDEX "IntegrityCase_teamId_idx" ON "IntegrityCase"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "IntegrityCase_competitionId_cause_key" ON "IntegrityCase"("competitionId", "cause");

-- CreateIndex
CREATE UNIQUE INDEX "CompetitionResult_competitionId_version_key" ON "CompetitionResult"("competitionId", "version");

-- CreateIndex
CREATE INDEX "CompetitionAnnouncement_competitionId_at_idx" ON "CompetitionAnnouncement"("competitionId", "at");

-- CreateIndex
CREATE INDEX "CompetitionWebhook_competitionId_idx" ON "CompetitionWebhook"("competitionId");

-- CreateIndex
CREATE UNIQUE INDEX "Writeup_teamId_challengeId_key" ON "Writeup"("teamId", "challengeId");

-- AddForeignKey
ALTER TABLE "CompetitionOrganiser" ADD CONSTRAINT "CompetitionOrganiser_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompetitionPhase" ADD CONSTRAINT "CompetitionPhase_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompetitionDivision" ADD CONSTRAINT "CompetitionDivision_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Challenge" ADD CONSTRAINT "Challenge_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Challenge" ADD CONSTRAINT "Challenge_phaseId_fkey" FOREIGN KEY ("phaseId") REFERENCES "CompetitionPhase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChallengeFlag" ADD CONSTRAINT "ChallengeFlag_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "Challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChallengeHint" ADD CONSTRAINT "ChallengeHint_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "Challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompetitionTeam" ADD CONSTRAINT "CompetitionTeam_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompetitionTeam" ADD CONSTRAINT "CompetitionTeam_divisionId_fkey" FOREIGN KEY ("divisionId") REFERENCES "CompetitionDivision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamMember" ADD CONSTRAINT "TeamMember_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "CompetitionTeam"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamInvite" ADD CONSTRAINT "TeamInvite_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "CompetitionTeam"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChallengeProgress" ADD CONSTRAINT "ChallengeProgress_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "CompetitionTeam"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChallengeProgress" ADD CONSTRAINT "ChallengeProgress_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "Challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChallengeView" ADD CONSTRAINT "ChallengeView_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "Challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HintPurchase" ADD CONSTRAINT "HintPurchase_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "CompetitionTeam"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HintPurchase" ADD CONSTRAINT "HintPurchase_hintId_fkey" FOREIGN KEY ("hintId") REFERENCES "ChallengeHint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompetitionLog" ADD CONSTRAINT "CompetitionLog_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityCase" ADD CONSTRAINT "IntegrityCase_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrityDecision" ADD CONSTRAINT "IntegrityDecision_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "IntegrityCase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompetitionResult" ADD CONSTRAINT "CompetitionResult_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompetitionAnnouncement" ADD CONSTRAINT "CompetitionAnnouncement_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompetitionWebhook" ADD CONSTRAINT "CompetitionWebhook_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "CompetitionWebhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Writeup" ADD CONSTRAINT "Writeup_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "CompetitionTeam"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- The log is append-only; position and hash are written once, together, by the linker.
CREATE FUNCTION keep_competition_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."position" IS NULL AND NEW."position" IS NOT NULL AND NEW."hash" IS NOT NULL
     AND (to_jsonb(NEW) - 'position' - 'hash') = (to_jsonb(OLD) - 'position' - 'hash') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the log of a competition is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER competition_log_kept BEFORE UPDATE OR DELETE ON "CompetitionLog" FOR EACH ROW EXECUTE FUNCTION keep_competition_log();
CREATE TRIGGER competition_log_not_emptied BEFORE TRUNCATE ON "CompetitionLog" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER competition_result_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "CompetitionResult" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER integrity_decision_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "IntegrityDecision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What waits for the linker is found at once, however long the log is.
CREATE INDEX "CompetitionLog_unlinked" ON "CompetitionLog" ("competitionId", "at", "id") WHERE "position" IS NULL;
-- The freeze is published once for its moment, a result once for its version.
CREATE UNIQUE INDEX "CompetitionLog_freeze_once" ON "CompetitionLog" ("competitionId", ("data" ->> 'freezeAt')) WHERE "kind" = 'freeze';
ALTER TABLE "CompetitionLog" ADD CONSTRAINT "CompetitionLog_linked_whole" CHECK (("position" IS NULL) = ("hash" IS NULL));
ALTER TABLE "Competition" ADD CONSTRAINT "Competition_in_order" CHECK (
  ("registrationClosesAt" IS NULL OR "registrationOpensAt" IS NULL OR "registrationClosesAt" > "registrationOpensAt")
  AND ("endsAt" IS NULL OR "startsAt" IS NULL OR "endsAt" > "startsAt")
  AND ("freezeAt" IS NULL OR "startsAt" IS NULL OR "freezeAt" >= "startsAt"));
ALTER TABLE "Competition" ADD CONSTRAINT "Competition_scheduled_has_times" CHECK ("state" IN ('draft', 'cancelled') OR ("startsAt" IS NOT NULL AND "endsAt" IS NOT NULL AND "registrationOpensAt" IS NOT NULL));
ALTER TABLE "Competition" ADD CONSTRAINT "Competition_team_sizes" CHECK ("minTeamSize" >= 1 AND "maxTeamSize" BETWEEN "minTeamSize" AND 100);
ALTER TABLE "TeamInvite" ADD CONSTRAINT "TeamInvite_uses" CHECK ("uses" BETWEEN 0 AND "maxUses");
ALTER TABLE "ChallengeHint" ADD CONSTRAINT "ChallengeHint_cost" CHECK ("cost" >= 0);
ALTER TABLE "CompetitionTeam" ADD CONSTRAINT "CompetitionTeam_reasoned" CHECK ("state" NOT IN ('rejected', 'suspended') OR "stateReason" <> '');
