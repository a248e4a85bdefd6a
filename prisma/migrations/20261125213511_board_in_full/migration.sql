-- CreateEnum
CREATE TYPE "EngagementState" AS ENUM ('agreeing', 'active', 'accepted', 'closed', 'terminated');

-- CreateEnum
CREATE TYPE "EngagementSide" AS ENUM ('buyer', 'provider');

-- CreateEnum
CREATE TYPE "MilestoneState" AS ENUM ('planned', 'delivered', 'returned', 'accepted');

-- CreateEnum
CREATE TYPE "ChangeState" AS ENUM ('proposed', 'agreed', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "DisputeState" AS ENUM ('open', 'mediating', 'settled', 'withdrawn');

-- CreateEnum
CREATE TYPE "PaymentKind" AS ENUM ('invoiced', 'paid', 'received');

-- CreateEnum
CREATE TYPE "WorkPackageState" AS ENUM ('planned', 'running', 'done');

-- DropIndex
DROP INDEX "Award_proposalId_key";

-- AlterTable
ALTER TABLE "CrowdProgramme" ADD COLUMN     "needId" UUID;

-- AlterTable
ALTER TABLE "PanelMember" ADD COLUMN     "conflicts" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "drawId" UUID;

-- AlterTable
ALTER TABLE "Award" DROP CONSTRAINT "Award_pkey",
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "Award_pkey" PRIMARY KEY ("needId", "round");

-- AlterTable
ALTER TABLE "AwardFeedback" DROP CONSTRAINT "AwardFeedback_pkey",
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "AwardFeedback_pkey" PRIMARY KEY ("proposalId", "round");

-- CreateTable
CREATE TABLE "Engagement" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "needId" UUID NOT NULL,
    "proposalId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "conceptIds" TEXT[],
    "isPublic" BOOLEAN NOT NULL,
    "buyerOrganisationId" UUID NOT NULL,
    "providerOrganisationId" UUID NOT NULL,
    "state" "EngagementState" NOT NULL DEFAULT 'agreeing',
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "agreement" TEXT NOT NULL,
    "agreementVersion" INTEGER NOT NULL DEFAULT 1,
    "startsOn" DATE,
    "endsOn" DATE,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "signedAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Engagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EngagementPartner" (
    "engagementId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "share" INTEGER NOT NULL,

    CONSTRAINT "EngagementPartner_pkey" PRIMARY KEY ("engagementId","organisationId")
);

-- CreateTable
CREATE TABLE "EngagementPerson" (
    "engagementId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "EngagementPerson_pkey" PRIMARY KEY ("engagementId","personId")
);

-- CreateTable
CREATE TABLE "AgreementSignature" (
    "engagementId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "side" "EngagementSide" NOT NULL,
    "personId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AgreementSignature_pkey" PRIMARY KEY ("engagementId","version","side")
);

-- CreateTable
CREATE TABLE "EngagementMilestone" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "dueOn" DATE,
    "amount" BIGINT NOT NULL,
    "state" "MilestoneState" NOT NULL DEFAULT 'planned',
    "acceptedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EngagementMilestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MilestoneDelivery" (
    "milestoneId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "tests" JSONB NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted" BOOLEAN,
    "reason" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MilestoneDelivery_pkey" PRIMARY KEY ("milestoneId","number")
);

-- CreateTable
CREATE TABLE "ChangeRequest" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "side" "EngagementSide" NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "milestones" JSONB NOT NULL,
    "state" "ChangeState" NOT NULL DEFAULT 'proposed',
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "ChangeRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentNote" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "milestoneId" UUID,
    "kind" "PaymentKind" NOT NULL,
    "amount" BIGINT NOT NULL,
    "on" DATE NOT NULL,
    "reference" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaymentNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EngagementMessage" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "disputeId" UUID,
    "text" BYTEA NOT NULL,
    "organisationId" UUID,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EngagementMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EngagementEvent" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "byId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EngagementEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dispute" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "side" "EngagementSide" NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "DisputeState" NOT NULL DEFAULT 'open',
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "mediatorId" UUID,
    "mediatorBy" "EngagementSide",
    "mediatorAgreedAt" TIMESTAMPTZ(3),
    "settlement" TEXT,
    "settlementAt" TIMESTAMPTZ(3),
    "buyerAgreedAt" TIMESTAMPTZ(3),
    "providerAgreedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EngagementReview" (
    "engagementId" UUID NOT NULL,
    "side" "EngagementSide" NOT NULL,
    "scores" JSONB NOT NULL,
    "text" BYTEA NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EngagementReview_pkey" PRIMARY KEY ("engagementId","side")
);

-- CreateTable
CREATE TABLE "WorkPackage" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "goal" TEXT NOT NULL,
    "leadOrganisationId" UUID NOT NULL,
    "state" "WorkPackageState" NOT NULL DEFAULT 'planned',
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "WorkPackage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResearchResult" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "shares" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "agreedAt" TIMESTAMPTZ(3),
    "venue" TEXT,
    "url" TEXT,
    "publishedOn" DATE,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ResearchResult_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResultConfirmation" (
    "resultId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ResultConfirmation_pkey" PRIMARY KEY ("resultId","version","organisationId")
);

-- CreateTable
CREATE TABLE "NeedConfidential" (
    "needId" UUID NOT NULL,
    "ndaVersion" INTEGER NOT NULL DEFAULT 1,
    "ndaText" TEXT NOT NULL,
    "ndaHash" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "wrappedKey" BYTEA NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NeedConfidential_pkey" PRIMARY KEY ("needId")
);

-- CreateTable
CREATE TABLE "NdaSignature" (
    "needId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "signedName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "textHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NdaSignature_pkey" PRIMARY KEY ("needId","version","organisationId")
);

-- CreateTable
CREATE TABLE "Consortium" (
    "id" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "leadOrganisationId" UUID NOT NULL,
    "agreement" TEXT NOT NULL,
    "leadRole" TEXT NOT NULL,
    "leadShare" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Consortium_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsortiumMember" (
    "consortiumId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "share" INTEGER NOT NULL,
    "confirmedById" UUID,
    "confirmedAt" TIMESTAMPTZ(3),
    "agreementHash" TEXT,
    "declinedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConsortiumMember_pkey" PRIMARY KEY ("consortiumId","organisationId")
);

-- CreateTable
CREATE TABLE "TeamConsent" (
    "id" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "consentedAt" TIMESTAMPTZ(3),
    "declinedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TeamConsent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PanelDraw" (
    "id" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "places" INTEGER NOT NULL,
    "reserves" INTEGER NOT NULL DEFAULT 0,
    "listHash" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "drawnAt" TIMESTAMPTZ(3),
    "seed" TEXT,

    CONSTRAINT "PanelDraw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DrawCandidate" (
    "drawId" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "rank" INTEGER,

    CONSTRAINT "DrawCandidate_pkey" PRIMARY KEY ("drawId","ref")
);

-- CreateTable
CREATE TABLE "DrawParty" (
    "drawId" UUID NOT NULL,
    "party" TEXT NOT NULL,
    "personId" UUID,
    "commitment" TEXT NOT NULL,
    "committedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sealedSeed" BYTEA,
    "seed" TEXT,
    "revealedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DrawParty_pkey" PRIMARY KEY ("drawId","party")
);

-- CreateTable
CREATE TABLE "AwardComplaint" (
    "id" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "awardAt" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reply" TEXT,
    "upheld" BOOLEAN,
    "repliedById" UUID,
    "repliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AwardComplaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnnulledAward" (
    "needId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "complaintId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AnnulledAward_pkey" PRIMARY KEY ("needId","round")
);

-- CreateTable
CREATE TABLE "SavedNeedView" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedNeedView_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Engagement_number_key" ON "Engagement"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Engagement_needId_key" ON "Engagement"("needId");

-- CreateIndex
CREATE INDEX "Engagement_buyerOrganisationId_idx" ON "Engagement"("buyerOrganisationId");

-- CreateIndex
CREATE INDEX "Engagement_providerOrganisationId_idx" ON "Engagement"("providerOrganisationId");

-- CreateIndex
CREATE INDEX "EngagementPartner_organisationId_idx" ON "EngagementPartner"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "EngagementMilestone_engagementId_position_key" ON "EngagementMilestone"("engagementId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "MilestoneDelivery_id_key" ON "MilestoneDelivery"("id");

-- CreateIndex
CREATE INDEX "ChangeRequest_engagementId_idx" ON "ChangeRequest"("engagementId");

-- CreateIndex
CREATE INDEX "PaymentNote_engagementId_idx" ON "PaymentNote"("engagementId");

-- CreateIndex
CREATE INDEX "EngagementMessage_engagementId_at_idx" ON "EngagementMessage"("engagementId", "at");

-- CreateIndex
CREATE INDEX "EngagementEvent_engagementId_at_idx" ON "EngagementEvent"("engagementId", "at");

-- CreateIndex
CREATE INDEX "Dispute_engagementId_idx" ON "Dispute"("engagementId");

-- CreateIndex
CREATE INDEX "Dispute_mediatorId_idx" ON "Dispute"("mediatorId");

-- CreateIndex
CREATE UNIQUE INDEX "WorkPackage_engagementId_position_key" ON "WorkPackage"("engagementId", "position");

-- CreateIndex
CREATE INDEX "NdaSignature_organisationId_idx" ON "NdaSignature"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Consortium_needId_leadOrganisationId_key" ON "Consortium"("needId", "leadOrganisationId");

-- CreateIndex
CREATE INDEX "ConsortiumMember_organisationId_idx" ON "ConsortiumMember"("organisationId");

-- CreateIndex
CREATE INDEX "TeamConsent_personId_idx" ON "TeamConsent"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "TeamConsent_needId_organisationId_personId_key" ON "TeamConsent"("needId", "organisationId", "personId");

-- CreateIndex
CREATE INDEX "PanelDraw_needId_idx" ON "PanelDraw"("needId");

-- CreateIndex
CREATE UNIQUE INDEX "DrawCandidate_drawId_personId_key" ON "DrawCandidate"("drawId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "AwardComplaint_needId_organisationId_awardAt_key" ON "AwardComplaint"("needId", "organisationId", "awardAt");

-- CreateIndex
CREATE UNIQUE INDEX "AnnulledAward_complaintId_key" ON "AnnulledAward"("complaintId");

-- CreateIndex
CREATE UNIQUE INDEX "SavedNeedView_personId_name_key" ON "SavedNeedView"("personId", "name");

-- CreateIndex
CREATE INDEX "Award_proposalId_idx" ON "Award"("proposalId");

-- AddForeignKey
ALTER TABLE "EngagementPartner" ADD CONSTRAINT "EngagementPartner_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementPerson" ADD CONSTRAINT "EngagementPerson_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementSignature" ADD CONSTRAINT "AgreementSignature_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementMilestone" ADD CONSTRAINT "EngagementMilestone_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MilestoneDelivery" ADD CONSTRAINT "MilestoneDelivery_milestoneId_fkey" FOREIGN KEY ("milestoneId") REFERENCES "EngagementMilestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRequest" ADD CONSTRAINT "ChangeRequest_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentNote" ADD CONSTRAINT "PaymentNote_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementMessage" ADD CONSTRAINT "EngagementMessage_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementEvent" ADD CONSTRAINT "EngagementEvent_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementReview" ADD CONSTRAINT "EngagementReview_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkPackage" ADD CONSTRAINT "WorkPackage_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResearchResult" ADD CONSTRAINT "ResearchResult_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultConfirmation" ADD CONSTRAINT "ResultConfirmation_resultId_fkey" FOREIGN KEY ("resultId") REFERENCES "ResearchResult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NeedConfidential" ADD CONSTRAINT "NeedConfidential_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NdaSignature" ADD CONSTRAINT "NdaSignature_needId_fkey" FOREIGN KEY ("needId") REFERENCES "NeedConfidential"("needId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consortium" ADD CONSTRAINT "Consortium_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsortiumMember" ADD CONSTRAINT "ConsortiumMember_consortiumId_fkey" FOREIGN KEY ("consortiumId") REFERENCES "Consortium"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamConsent" ADD CONSTRAINT "TeamConsent_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelDraw" ADD CONSTRAINT "PanelDraw_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DrawCandidate" ADD CONSTRAINT "DrawCandidate_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "PanelDraw"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DrawParty" ADD CONSTRAINT "DrawParty_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "PanelDraw"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwardComplaint" ADD CONSTRAINT "AwardComplaint_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnulledAward" ADD CONSTRAINT "AnnulledAward_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What people rely on is never overwritten.
CREATE TRIGGER nda_signature_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "NdaSignature" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER annulled_award_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AnnulledAward" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_signature_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AgreementSignature" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER engagement_event_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "EngagementEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_note_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "PaymentNote" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
