-- CreateEnum
CREATE TYPE "CrowdAccess" AS ENUM ('public', 'vetted', 'invited');

-- CreateEnum
CREATE TYPE "ProgrammeState" AS ENUM ('draft', 'open', 'paused', 'closed');

-- CreateEnum
CREATE TYPE "TesterState" AS ENUM ('requested', 'admitted', 'refused');

-- CreateEnum
CREATE TYPE "ReportState" AS ENUM ('new', 'triaged', 'accepted', 'duplicate', 'informative', 'notApplicable', 'fixing', 'fixed', 'verified', 'disclosed');

-- CreateTable
CREATE TABLE "CrowdProgramme" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "access" "CrowdAccess" NOT NULL DEFAULT 'public',
    "state" "ProgrammeState" NOT NULL DEFAULT 'draft',
    "content" JSONB NOT NULL,
    "sealedAccounts" BYTEA,
    "accountsKey" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "openedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CrowdProgramme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CrowdTester" (
    "programmeId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" "TesterState" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedById" UUID,

    CONSTRAINT "CrowdTester_pkey" PRIMARY KEY ("programmeId","personId")
);

-- CreateTable
CREATE TABLE "CrowdReport" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "programmeId" UUID NOT NULL,
    "reporterId" UUID NOT NULL,
    "state" "ReportState" NOT NULL DEFAULT 'new',
    "sealed" BYTEA NOT NULL,
    "wrappedKey" BYTEA NOT NULL,
    "receivedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "originalId" UUID,
    "rewardCurrency" CHAR(3),
    "rewardAmount" BIGINT,
    "acceptedAt" TIMESTAMPTZ(3),
    "authorityToldAt" TIMESTAMPTZ(3),
    "authorityNumber" TEXT,
    "disclosedAt" TIMESTAMPTZ(3),
    "disclosed" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CrowdReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CrowdReportEvent" (
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "ReportState" NOT NULL,
    "note" BYTEA,

    CONSTRAINT "CrowdReportEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CrowdProgramme_state_openedAt_idx" ON "CrowdProgramme"("state", "openedAt");

-- CreateIndex
CREATE INDEX "CrowdProgramme_organisationId_idx" ON "CrowdProgramme"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "CrowdReport_number_key" ON "CrowdReport"("number");

-- CreateIndex
CREATE INDEX "CrowdReport_programmeId_receivedAt_idx" ON "CrowdReport"("programmeId", "receivedAt");

-- CreateIndex
CREATE INDEX "CrowdReport_reporterId_idx" ON "CrowdReport"("reporterId");

-- CreateIndex
CREATE INDEX "CrowdReportEvent_reportId_at_idx" ON "CrowdReportEvent"("reportId", "at");

-- AddForeignKey
ALTER TABLE "CrowdTester" ADD CONSTRAINT "CrowdTester_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "CrowdProgramme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CrowdReport" ADD CONSTRAINT "CrowdReport_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "CrowdProgramme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CrowdReport" ADD CONSTRAINT "CrowdReport_originalId_fkey" FOREIGN KEY ("originalId") REFERENCES "CrowdReport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CrowdReportEvent" ADD CONSTRAINT "CrowdReportEvent_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "CrowdReport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What holds whatever the code does.
ALTER TABLE "CrowdReport" ADD CONSTRAINT "CrowdReport_duplicate_of_another" CHECK (("state" = 'duplicate') = ("originalId" IS NOT NULL) AND "originalId" <> "id");
ALTER TABLE "CrowdReport" ADD CONSTRAINT "CrowdReport_reward_whole" CHECK (("rewardAmount" IS NULL) = ("rewardCurrency" IS NULL) AND ("rewardAmount" IS NULL OR "rewardAmount" >= 0));
ALTER TABLE "CrowdReport" ADD CONSTRAINT "CrowdReport_disclosed_with_text" CHECK (("state" = 'disclosed') = ("disclosed" IS NOT NULL) AND ("disclosed" IS NULL) = ("disclosedAt" IS NULL));
