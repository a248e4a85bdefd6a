-- CreateEnum
CREATE TYPE "GuidanceKind" AS ENUM ('guidance', 'notice', 'actionPlan', 'standardAdoption', 'interpretation', 'list', 'warning');

-- CreateEnum
CREATE TYPE "EditionState" AS ENUM ('draft', 'countersign', 'consultation', 'approved', 'abandoned');

-- CreateEnum
CREATE TYPE "ChecklistState" AS ENUM ('notStarted', 'inProgress', 'done', 'notApplicable');

-- CreateTable
CREATE TABLE "GuidanceDocument" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" "GuidanceKind" NOT NULL,
    "ownerOrganisationId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "repealedAt" TIMESTAMPTZ(3),
    "repealedById" UUID,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuidanceDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuidanceEdition" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "state" "EditionState" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "titleZh" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "summaryZh" TEXT NOT NULL,
    "summaryEn" TEXT NOT NULL,
    "force" TEXT NOT NULL,
    "topics" TEXT[],
    "issuerIds" UUID[],
    "effectiveOn" CHAR(10),
    "expiresOn" CHAR(10),
    "acknowledgeDays" INTEGER,
    "obligationCount" INTEGER NOT NULL DEFAULT 0,
    "createdById" UUID NOT NULL,
    "submittedById" UUID,
    "submittedAt" TIMESTAMPTZ(3),
    "contentHash" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "publishAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GuidanceEdition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuidanceDecision" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "approved" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "voidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "GuidanceDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuidanceClause" (
    "editionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "except" BOOLEAN NOT NULL,
    "kinds" TEXT[],
    "sectors" TEXT[],
    "regions" TEXT[],
    "sizes" TEXT[],
    "assets" TEXT[],

    CONSTRAINT "GuidanceClause_pkey" PRIMARY KEY ("editionId","position")
);

-- CreateTable
CREATE TABLE "GuidanceListItem" (
    "editionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "listKind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "activities" TEXT[],
    "content" JSONB NOT NULL,

    CONSTRAINT "GuidanceListItem_pkey" PRIMARY KEY ("editionId","position")
);

-- CreateTable
CREATE TABLE "GuidanceRelation" (
    "editionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "documentId" UUID,
    "text" TEXT NOT NULL,

    CONSTRAINT "GuidanceRelation_pkey" PRIMARY KEY ("editionId","position")
);

-- CreateTable
CREATE TABLE "AssetProfile" (
    "organisationId" UUID NOT NULL,
    "assets" TEXT[],
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AssetProfile_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "GuidanceAcknowledgement" (
    "documentId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuidanceAcknowledgement_pkey" PRIMARY KEY ("documentId","organisationId","edition")
);

-- CreateTable
CREATE TABLE "GuidanceReading" (
    "documentId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuidanceReading_pkey" PRIMARY KEY ("documentId","organisationId")
);

-- CreateTable
CREATE TABLE "ChecklistLine" (
    "documentId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" "ChecklistState" NOT NULL DEFAULT 'notStarted',
    "ownerId" UUID,
    "evidence" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChecklistLine_pkey" PRIMARY KEY ("documentId","organisationId","key")
);

-- CreateTable
CREATE TABLE "AppliesVisit" (
    "personId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AppliesVisit_pkey" PRIMARY KEY ("personId","organisationId")
);

-- CreateTable
CREATE TABLE "GuidanceQuestion" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "askedById" UUID NOT NULL,
    "organisationId" UUID,
    "section" TEXT,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answeredById" UUID,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "GuidanceQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuidanceSubscription" (
    "personId" UUID NOT NULL,
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuidanceSubscription_pkey" PRIMARY KEY ("personId","facet","value")
);

-- CreateTable
CREATE TABLE "GuidanceDigest" (
    "personId" UUID NOT NULL,
    "frequency" TEXT NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GuidanceDigest_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "Consultation" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "titleZh" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "issuerIds" UUID[],
    "ownerOrganisationId" UUID NOT NULL,
    "commentCount" INTEGER NOT NULL DEFAULT 0,
    "annotatedAt" TIMESTAMPTZ(3),
    "annotatedContent" JSONB,
    "outcomeAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultationComment" (
    "id" UUID NOT NULL,
    "consultationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "questionKey" TEXT,
    "personId" UUID NOT NULL,
    "organisationId" UUID,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "supportCount" INTEGER NOT NULL DEFAULT 0,
    "clusterId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3),
    "tokens" tsvector,

    CONSTRAINT "ConsultationComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentVersion" (
    "commentId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommentVersion_pkey" PRIMARY KEY ("commentId","version")
);

-- CreateTable
CREATE TABLE "CommentSupport" (
    "commentId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommentSupport_pkey" PRIMARY KEY ("commentId","personId")
);

-- CreateTable
CREATE TABLE "CommentCluster" (
    "id" UUID NOT NULL,
    "consultationId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "decision" TEXT,
    "reply" TEXT,
    "repliedById" UUID,
    "repliedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommentCluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SectionCount" (
    "consultationId" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "comments" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SectionCount_pkey" PRIMARY KEY ("consultationId","section")
);

-- CreateIndex
CREATE UNIQUE INDEX "GuidanceDocument_number_key" ON "GuidanceDocument"("number");

-- CreateIndex
CREATE INDEX "GuidanceDocument_ownerOrganisationId_idx" ON "GuidanceDocument"("ownerOrganisationId");

-- CreateIndex
CREATE INDEX "GuidanceEdition_publishAt_idx" ON "GuidanceEdition"("publishAt");

-- CreateIndex
CREATE INDEX "GuidanceEdition_state_idx" ON "GuidanceEdition"("state");

-- CreateIndex
CREATE UNIQUE INDEX "GuidanceEdition_documentId_edition_key" ON "GuidanceEdition"("documentId", "edition");

-- CreateIndex
CREATE INDEX "GuidanceDecision_editionId_idx" ON "GuidanceDecision"("editionId");

-- CreateIndex
CREATE UNIQUE INDEX "GuidanceListItem_editionId_code_key" ON "GuidanceListItem"("editionId", "code");

-- CreateIndex
CREATE INDEX "GuidanceRelation_documentId_idx" ON "GuidanceRelation"("documentId");

-- CreateIndex
CREATE INDEX "GuidanceAcknowledgement_organisationId_idx" ON "GuidanceAcknowledgement"("organisationId");

-- CreateIndex
CREATE INDEX "ChecklistLine_organisationId_idx" ON "ChecklistLine"("organisationId");

-- CreateIndex
CREATE INDEX "GuidanceQuestion_documentId_askedAt_idx" ON "GuidanceQuestion"("documentId", "askedAt");

-- CreateIndex
CREATE INDEX "GuidanceSubscription_facet_value_idx" ON "GuidanceSubscription"("facet", "value");

-- CreateIndex
CREATE INDEX "Consultation_documentId_idx" ON "Consultation"("documentId");

-- CreateIndex
CREATE INDEX "Consultation_opensAt_idx" ON "Consultation"("opensAt");

-- CreateIndex
CREATE INDEX "ConsultationComment_consultationId_supportCount_id_idx" ON "ConsultationComment"("consultationId", "supportCount" DESC, "id");

-- CreateIndex
CREATE INDEX "ConsultationComment_consultationId_section_supportCount_id_idx" ON "ConsultationComment"("consultationId", "section", "supportCount" DESC, "id");

-- CreateIndex
CREATE INDEX "ConsultationComment_clusterId_idx" ON "ConsultationComment"("clusterId");

-- CreateIndex
CREATE INDEX "ConsultationComment_personId_idx" ON "ConsultationComment"("personId");

-- CreateIndex
CREATE INDEX "ConsultationComment_tokens_idx" ON "ConsultationComment" USING GIN ("tokens");

-- CreateIndex
CREATE UNIQUE INDEX "ConsultationComment_consultationId_number_key" ON "ConsultationComment"("consultationId", "number");

-- CreateIndex
CREATE INDEX "CommentCluster_consultationId_idx" ON "CommentCluster"("consultationId");

-- AddForeignKey
ALTER TABLE "GuidanceEdition" ADD CONSTRAINT "GuidanceEdition_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "GuidanceDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidanceDecision" ADD CONSTRAINT "GuidanceDecision_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "GuidanceEdition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidanceClause" ADD CONSTRAINT "GuidanceClause_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "GuidanceEdition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidanceListItem" ADD CONSTRAINT "GuidanceListItem_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "GuidanceEdition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidanceRelation" ADD CONSTRAINT "GuidanceRelation_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "GuidanceEdition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidanceAcknowledgement" ADD CONSTRAINT "GuidanceAcknowledgement_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "GuidanceDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidanceReading" ADD CONSTRAINT "GuidanceReading_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "GuidanceDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChecklistLine" ADD CONSTRAINT "ChecklistLine_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "GuidanceDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidanceQuestion" ADD CONSTRAINT "GuidanceQuestion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "GuidanceDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "GuidanceDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultationComment" ADD CONSTRAINT "ConsultationComment_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "Consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultationComment" ADD CONSTRAINT "ConsultationComment_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "CommentCluster"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentVersion" ADD CONSTRAINT "CommentVersion_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "ConsultationComment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentSupport" ADD CONSTRAINT "CommentSupport_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "ConsultationComment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentCluster" ADD CONSTRAINT "CommentCluster_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "Consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- What was public stays as it was: from its minute on only the moment at which the next edition follows may be written.
CREATE FUNCTION keep_published_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" = 'approved' AND OLD."publishAt" <= clock_timestamp() AND
     (TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'endsAt' - 'updatedAt') IS DISTINCT FROM (to_jsonb(OLD) - 'endsAt' - 'updatedAt')) THEN
    RAISE EXCEPTION 'a published edition is immutable' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guidance_edition_kept BEFORE UPDATE OR DELETE ON "GuidanceEdition" FOR EACH ROW EXECUTE FUNCTION keep_published_edition();
CREATE TRIGGER guidance_acknowledgement_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "GuidanceAcknowledgement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_version_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "CommentVersion" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One edition under way, one standing signature of a body.
CREATE UNIQUE INDEX "GuidanceEdition_one_under_way" ON "GuidanceEdition" ("documentId") WHERE "state" IN ('draft', 'countersign', 'consultation');
CREATE UNIQUE INDEX "GuidanceDecision_one_standing" ON "GuidanceDecision" ("editionId", "organisationId") WHERE "voidedAt" IS NULL;
-- What is public now is found by its time alone.
CREATE INDEX "GuidanceEdition_public" ON "GuidanceEdition" ("publishAt" DESC, "id" DESC) WHERE "state" = 'approved';

ALTER TABLE "GuidanceEdition" ADD CONSTRAINT "GuidanceEdition_approved_has_minute" CHECK ("state" <> 'approved' OR ("publishAt" IS NOT NULL AND "approvedAt" IS NOT NULL));
ALTER TABLE "ChecklistLine" ADD CONSTRAINT "ChecklistLine_reasoned" CHECK ("state" <> 'notApplicable' OR "reason" <> '');
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_in_order" CHECK ("closesAt" > "opensAt");
