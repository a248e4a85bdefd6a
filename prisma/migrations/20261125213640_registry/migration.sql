-- AlterTable
ALTER TABLE "EvidenceItem" ADD COLUMN     "credentialId" UUID;

-- CreateTable
CREATE TABLE "ExpertProfile" (
    "personId" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "audiences" JSONB NOT NULL,
    "listed" BOOLEAN NOT NULL DEFAULT false,
    "birthDate" DATE,
    "lookAlikeOf" UUID,
    "folded" TEXT[],
    "skeletons" TEXT[],
    "tokens0" TEXT[],
    "tokens1" TEXT[],
    "tokens2" TEXT[],
    "strength" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExpertProfile_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "SkillClaim" (
    "personId" UUID NOT NULL,
    "conceptId" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SkillClaim_pkey" PRIMARY KEY ("personId","conceptId")
);

-- CreateTable
CREATE TABLE "Endorsement" (
    "personId" UUID NOT NULL,
    "conceptId" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Endorsement_pkey" PRIMARY KEY ("personId","conceptId","byId")
);

-- CreateTable
CREATE TABLE "ProfileEvidence" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "url" TEXT,
    "people" TEXT[],
    "workKey" TEXT NOT NULL,
    "conceptIds" TEXT[],
    "supports" INTEGER NOT NULL DEFAULT 3,
    "source" TEXT NOT NULL,
    "standing" TEXT NOT NULL DEFAULT 'stated',
    "audience" TEXT NOT NULL DEFAULT 'everyone',
    "credentialId" UUID,
    "checkedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProfileEvidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonRelation" (
    "id" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "aboutId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "above" BOOLEAN NOT NULL DEFAULT false,
    "until" DATE,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PersonRelation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LocalTag" (
    "id" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "aliases" TEXT[],
    "parentId" TEXT,
    "mergedInto" TEXT,
    "proposedById" UUID NOT NULL,
    "curatedAt" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LocalTag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedSearch" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "alert" BOOLEAN NOT NULL,
    "seen" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "toldAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedSearch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shortlist" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Shortlist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShortlistEntry" (
    "shortlistId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ShortlistEntry_pkey" PRIMARY KEY ("shortlistId","personId")
);

-- CreateTable
CREATE TABLE "ExpertInvitation" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "work" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted" BOOLEAN,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "ExpertInvitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactRead" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "readerId" UUID NOT NULL,
    "organisationId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ContactRead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentEvent" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "detail" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ConsentEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExpertPool" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "nameZh" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "criteria" JSONB NOT NULL,
    "termMonths" INTEGER NOT NULL,
    "workloadCap" INTEGER NOT NULL,
    "codeOfConduct" TEXT NOT NULL,
    "reviewerIds" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExpertPool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Nomination" (
    "id" UUID NOT NULL,
    "poolId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "nominatedById" UUID NOT NULL,
    "organisationId" UUID,
    "statement" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "standing" JSONB NOT NULL,
    "agreedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Nomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NominationReview" (
    "nominationId" UUID NOT NULL,
    "reviewerId" UUID NOT NULL,
    "favour" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NominationReview_pkey" PRIMARY KEY ("nominationId","reviewerId")
);

-- CreateTable
CREATE TABLE "PoolTerm" (
    "id" UUID NOT NULL,
    "poolId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "renewals" INTEGER NOT NULL DEFAULT 0,
    "leaveFrom" DATE,
    "leaveUntil" DATE,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PoolTerm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PoolUse" (
    "id" UUID NOT NULL,
    "poolId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "concerns" JSONB NOT NULL,
    "considered" JSONB NOT NULL,
    "excluded" JSONB NOT NULL,
    "outcome" JSONB NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PoolUse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PoolSeat" (
    "id" UUID NOT NULL,
    "useId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "item" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'drawn',
    "reason" TEXT,
    "insteadOf" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "PoolSeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TalentOpening" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "conceptIds" TEXT[],
    "sector" TEXT,
    "region" TEXT,
    "places" INTEGER NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TalentOpening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpeningApplication" (
    "openingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "accepted" BOOLEAN,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OpeningApplication_pkey" PRIMARY KEY ("openingId","personId")
);

-- CreateTable
CREATE TABLE "TrainingProgramme" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "titleZh" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "summaryZh" TEXT NOT NULL,
    "summaryEn" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "places" INTEGER NOT NULL,
    "mentorIds" TEXT[],
    "applyUntil" TIMESTAMPTZ(3) NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrainingProgramme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrainingPartner" (
    "programmeId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TrainingPartner_pkey" PRIMARY KEY ("programmeId","organisationId")
);

-- CreateTable
CREATE TABLE "TrainingApplication" (
    "id" UUID NOT NULL,
    "programmeId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'submitted',
    "reason" TEXT,
    "mentorId" UUID,
    "decidedById" UUID,
    "completedAt" TIMESTAMPTZ(3),
    "placedOn" DATE,
    "retained" BOOLEAN,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrainingApplication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LearningRecord" (
    "applicationId" UUID NOT NULL,
    "moduleId" TEXT NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "needId" UUID,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LearningRecord_pkey" PRIMARY KEY ("applicationId","moduleId")
);

-- CreateIndex
CREATE INDEX "ExpertProfile_changedAt_idx" ON "ExpertProfile"("changedAt");

-- CreateIndex
CREATE INDEX "ExpertProfile_skeletons_idx" ON "ExpertProfile" USING GIN ("skeletons");

-- CreateIndex
CREATE INDEX "SkillClaim_conceptId_idx" ON "SkillClaim"("conceptId");

-- CreateIndex
CREATE INDEX "Endorsement_byId_idx" ON "Endorsement"("byId");

-- CreateIndex
CREATE INDEX "ProfileEvidence_workKey_idx" ON "ProfileEvidence"("workKey");

-- CreateIndex
CREATE INDEX "ProfileEvidence_credentialId_idx" ON "ProfileEvidence"("credentialId");

-- CreateIndex
CREATE UNIQUE INDEX "ProfileEvidence_personId_workKey_key" ON "ProfileEvidence"("personId", "workKey");

-- CreateIndex
CREATE INDEX "PersonRelation_aboutId_idx" ON "PersonRelation"("aboutId");

-- CreateIndex
CREATE UNIQUE INDEX "PersonRelation_byId_aboutId_kind_key" ON "PersonRelation"("byId", "aboutId", "kind");

-- CreateIndex
CREATE INDEX "SavedSearch_personId_idx" ON "SavedSearch"("personId");

-- CreateIndex
CREATE INDEX "Shortlist_organisationId_idx" ON "Shortlist"("organisationId");

-- CreateIndex
CREATE INDEX "ExpertInvitation_personId_at_idx" ON "ExpertInvitation"("personId", "at");

-- CreateIndex
CREATE INDEX "ExpertInvitation_organisationId_at_idx" ON "ExpertInvitation"("organisationId", "at");

-- CreateIndex
CREATE INDEX "ContactRead_personId_at_idx" ON "ContactRead"("personId", "at");

-- CreateIndex
CREATE INDEX "ConsentEvent_personId_at_idx" ON "ConsentEvent"("personId", "at");

-- CreateIndex
CREATE INDEX "ExpertPool_organisationId_idx" ON "ExpertPool"("organisationId");

-- CreateIndex
CREATE INDEX "Nomination_poolId_state_idx" ON "Nomination"("poolId", "state");

-- CreateIndex
CREATE INDEX "Nomination_personId_idx" ON "Nomination"("personId");

-- CreateIndex
CREATE INDEX "PoolTerm_personId_idx" ON "PoolTerm"("personId");

-- CreateIndex
CREATE INDEX "PoolTerm_poolId_until_idx" ON "PoolTerm"("poolId", "until");

-- CreateIndex
CREATE INDEX "PoolUse_poolId_at_idx" ON "PoolUse"("poolId", "at");

-- CreateIndex
CREATE INDEX "PoolSeat_personId_idx" ON "PoolSeat"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PoolSeat_useId_personId_item_key" ON "PoolSeat"("useId", "personId", "item");

-- CreateIndex
CREATE INDEX "TalentOpening_closesAt_idx" ON "TalentOpening"("closesAt");

-- CreateIndex
CREATE INDEX "OpeningApplication_personId_idx" ON "OpeningApplication"("personId");

-- CreateIndex
CREATE INDEX "TrainingProgramme_state_applyUntil_idx" ON "TrainingProgramme"("state", "applyUntil");

-- CreateIndex
CREATE INDEX "TrainingPartner_organisationId_idx" ON "TrainingPartner"("organisationId");

-- CreateIndex
CREATE INDEX "TrainingApplication_personId_idx" ON "TrainingApplication"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "TrainingApplication_programmeId_personId_key" ON "TrainingApplication"("programmeId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "EvidenceItem_organisationId_credentialId_key" ON "EvidenceItem"("organisationId", "credentialId");

-- AddForeignKey
ALTER TABLE "ShortlistEntry" ADD CONSTRAINT "ShortlistEntry_shortlistId_fkey" FOREIGN KEY ("shortlistId") REFERENCES "Shortlist"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "ExpertPool"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NominationReview" ADD CONSTRAINT "NominationReview_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolTerm" ADD CONSTRAINT "PoolTerm_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "ExpertPool"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolUse" ADD CONSTRAINT "PoolUse_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "ExpertPool"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolSeat" ADD CONSTRAINT "PoolSeat_useId_fkey" FOREIGN KEY ("useId") REFERENCES "PoolUse"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpeningApplication" ADD CONSTRAINT "OpeningApplication_openingId_fkey" FOREIGN KEY ("openingId") REFERENCES "TalentOpening"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingPartner" ADD CONSTRAINT "TrainingPartner_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "TrainingProgramme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingApplication" ADD CONSTRAINT "TrainingApplication_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "TrainingProgramme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearningRecord" ADD CONSTRAINT "LearningRecord_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "TrainingApplication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say ---------------------------------------------------------------------------

CREATE TRIGGER contact_read_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "ContactRead" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "ConsentEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Under 18 nobody is listed, whatever a form or an import says; the token columns of who is not listed are empty.
CREATE FUNCTION listed_is_of_age() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."birthDate" > (current_date - interval '18 years') OR NEW."lookAlikeOf" IS NOT NULL THEN NEW."listed" := false; END IF;
  IF NOT NEW."listed" THEN NEW."tokens0" := '{}'; NEW."tokens1" := '{}'; NEW."tokens2" := '{}'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listed_is_of_age BEFORE INSERT OR UPDATE ON "ExpertProfile" FOR EACH ROW EXECUTE FUNCTION listed_is_of_age();

ALTER TABLE "SkillClaim" ADD CONSTRAINT "SkillClaim_level" CHECK ("level" BETWEEN 1 AND 5);
ALTER TABLE "Endorsement" ADD CONSTRAINT "Endorsement_level" CHECK ("level" BETWEEN 1 AND 5);
ALTER TABLE "Endorsement" ADD CONSTRAINT "Endorsement_not_own" CHECK ("byId" <> "personId");
ALTER TABLE "ProfileEvidence" ADD CONSTRAINT "ProfileEvidence_supports" CHECK ("supports" BETWEEN 1 AND 5);
ALTER TABLE "PersonRelation" ADD CONSTRAINT "PersonRelation_two_people" CHECK ("byId" <> "aboutId");

-- One open nomination and one running term of a person in a pool.
CREATE UNIQUE INDEX "Nomination_one_open" ON "Nomination" ("poolId", "personId") WHERE "state" IN ('nominated', 'review');
CREATE UNIQUE INDEX "PoolTerm_one_running" ON "PoolTerm" ("poolId", "personId") WHERE "endedAt" IS NULL;

-- Nobody votes on their own nomination, and a review stays as it was given.
CREATE TRIGGER nomination_review_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "NominationReview" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
