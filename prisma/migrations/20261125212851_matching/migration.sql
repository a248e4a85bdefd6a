-- CreateEnum
CREATE TYPE "OrganisationTieKind" AS ENUM ('owner', 'supplier', 'financial', 'competitor');

-- CreateTable
CREATE TABLE "MatchRun" (
    "needId" UUID NOT NULL,
    "needVersion" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "weightsVersion" TEXT NOT NULL,
    "spread" JSONB NOT NULL,
    "scored" INTEGER NOT NULL,
    "eligible" INTEGER NOT NULL,
    "fairness" JSONB NOT NULL,
    "cost" DOUBLE PRECISION NOT NULL,
    "pool" JSONB NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MatchRun_pkey" PRIMARY KEY ("needId")
);

-- CreateTable
CREATE TABLE "ExposureEntry" (
    "needId" UUID NOT NULL,
    "needVersion" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "organisationId" UUID NOT NULL,
    "sizeBand" TEXT,
    "region" TEXT,
    "lifted" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExposureEntry_pkey" PRIMARY KEY ("needId","needVersion","place")
);

-- CreateTable
CREATE TABLE "ExclusionCheck" (
    "id" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "organisationId" UUID,
    "personId" UUID,
    "reasons" JSONB NOT NULL,
    "waived" TEXT[],
    "refused" BOOLEAN NOT NULL,
    "byId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExclusionCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrganisationTie" (
    "id" UUID NOT NULL,
    "declaredById" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "kind" "OrganisationTieKind" NOT NULL,
    "note" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "OrganisationTie_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MatchingChange" (
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "changedIn" BIGINT NOT NULL,

    CONSTRAINT "MatchingChange_pkey" PRIMARY KEY ("kind","id")
);

-- CreateIndex
CREATE INDEX "ExposureEntry_at_idx" ON "ExposureEntry"("at");

-- CreateIndex
CREATE INDEX "ExclusionCheck_needId_at_idx" ON "ExclusionCheck"("needId", "at");

-- CreateIndex
CREATE INDEX "OrganisationTie_declaredById_idx" ON "OrganisationTie"("declaredById");

-- CreateIndex
CREATE INDEX "OrganisationTie_otherId_idx" ON "OrganisationTie"("otherId");

-- CreateIndex
CREATE INDEX "MatchingChange_changedIn_idx" ON "MatchingChange"("changedIn");

-- What Prisma's schema language cannot say ---------------------------------------------------------------------------

ALTER TABLE "MatchRun" ADD CONSTRAINT "MatchRun_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE CASCADE;
ALTER TABLE "ExposureEntry" ADD CONSTRAINT "ExposureEntry_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE CASCADE;
-- No foreign key to the need: a refusal is written while the refused act still holds the need's row, and must outlive it.
ALTER TABLE "ExclusionCheck" ADD CONSTRAINT "ExclusionCheck_one_subject" CHECK (num_nonnulls("organisationId", "personId") = 1);
ALTER TABLE "OrganisationTie" ADD CONSTRAINT "OrganisationTie_two" CHECK ("declaredById" <> "otherId");
CREATE UNIQUE INDEX "OrganisationTie_one_open" ON "OrganisationTie" ("declaredById", "otherId", "kind") WHERE "until" IS NULL;
CREATE TRIGGER exclusion_check_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "ExclusionCheck" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One statement, one entry per subject, whatever wrote it: forms, imports, COPY.
CREATE FUNCTION note_matching_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO "MatchingChange" ("kind", "id", "changedIn")
     SELECT DISTINCT %L, %I, pg_current_xact_id()::text::bigint FROM changed ORDER BY 2
     ON CONFLICT ("kind", "id") DO UPDATE SET "changedIn" = EXCLUDED."changedIn"', TG_ARGV[0], TG_ARGV[1]);
  RETURN NULL;
END $$;
CREATE TRIGGER matching_change_insert AFTER INSERT ON "CapabilityProfile" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'organisationId');
CREATE TRIGGER matching_change_update AFTER UPDATE ON "CapabilityProfile" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'organisationId');
CREATE TRIGGER matching_change_delete AFTER DELETE ON "CapabilityProfile" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'organisationId');
CREATE TRIGGER matching_change_insert AFTER INSERT ON "EvidenceItem" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'organisationId');
CREATE TRIGGER matching_change_update AFTER UPDATE ON "EvidenceItem" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'organisationId');
CREATE TRIGGER matching_change_delete AFTER DELETE ON "EvidenceItem" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'organisationId');
CREATE TRIGGER matching_change_update AFTER UPDATE ON "Organisation" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'id');
CREATE TRIGGER matching_change_insert AFTER INSERT ON "Need" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('need', 'id');
CREATE TRIGGER matching_change_update AFTER UPDATE ON "Need" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('need', 'id');
CREATE TRIGGER matching_change_insert AFTER INSERT ON "OrganisationTie" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'declaredById');
CREATE TRIGGER matching_change_update AFTER UPDATE ON "OrganisationTie" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_matching_change('organisation', 'declaredById');
