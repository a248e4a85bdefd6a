-- AlterTable
ALTER TABLE "Standard" ADD COLUMN     "replacedById" UUID,
ADD COLUMN     "reviewDueAt" TIMESTAMPTZ(3),
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "trialsRequired" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "withdrawalReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "PatentDeclaration" DROP CONSTRAINT "PatentDeclaration_pkey",
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "PatentDeclaration_pkey" PRIMARY KEY ("standardId", "organisationId", "revision", "stage");

-- AlterTable
ALTER TABLE "Ballot" ADD COLUMN     "capsCategories" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "StandardChange" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "clauseId" UUID NOT NULL,
    "clauseVersion" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "commentIds" UUID[],
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decision" TEXT NOT NULL DEFAULT '',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "appliedVersion" INTEGER,

    CONSTRAINT "StandardChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MappedDocument" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "targetStandardId" UUID,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MappedDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClauseMapping" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "clauseId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "rationale" TEXT NOT NULL,
    "clauseDigest" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "targetVersion" INTEGER,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ClauseMapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandardTrial" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "clauseId" UUID NOT NULL,
    "provision" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "evidenceName" TEXT NOT NULL,
    "evidenceHash" TEXT NOT NULL,
    "changeRequestId" UUID,
    "organisationId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StandardTrial_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandardSignal" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StandardSignal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandardSubscription" (
    "standardId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StandardSubscription_pkey" PRIMARY KEY ("standardId","personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "StandardChange_standardId_number_key" ON "StandardChange"("standardId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "MappedDocument_standardId_reference_key" ON "MappedDocument"("standardId", "reference");

-- CreateIndex
CREATE INDEX "ClauseMapping_standardId_idx" ON "ClauseMapping"("standardId");

-- CreateIndex
CREATE UNIQUE INDEX "ClauseMapping_clauseId_documentId_target_key" ON "ClauseMapping"("clauseId", "documentId", "target");

-- CreateIndex
CREATE INDEX "StandardTrial_standardId_at_idx" ON "StandardTrial"("standardId", "at");

-- CreateIndex
CREATE INDEX "StandardSignal_standardId_at_idx" ON "StandardSignal"("standardId", "at");

-- CreateIndex
CREATE INDEX "StandardSubscription_personId_idx" ON "StandardSubscription"("personId");

-- AddForeignKey
ALTER TABLE "StandardChange" ADD CONSTRAINT "StandardChange_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MappedDocument" ADD CONSTRAINT "MappedDocument_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClauseMapping" ADD CONSTRAINT "ClauseMapping_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClauseMapping" ADD CONSTRAINT "ClauseMapping_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "MappedDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandardTrial" ADD CONSTRAINT "StandardTrial_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandardSignal" ADD CONSTRAINT "StandardSignal_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandardSubscription" ADD CONSTRAINT "StandardSubscription_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was decided stays: an applied or rejected change request, and what a trial showed apart from the change that answers it.
CREATE FUNCTION change_request_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" IN ('rejected', 'applied') THEN
    RAISE EXCEPTION 'change request % is settled', OLD."id" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER change_request_stays BEFORE UPDATE OR DELETE ON "StandardChange" FOR EACH ROW EXECUTE FUNCTION change_request_settled();
ALTER TABLE "StandardChange" ADD CONSTRAINT "StandardChange_state" CHECK ("state" IN ('open', 'accepted', 'rejected', 'applied'));
-- Nobody decides the own request.
ALTER TABLE "StandardChange" ADD CONSTRAINT "StandardChange_four_eyes" CHECK ("decidedById" IS NULL OR "decidedById" <> "byId");

CREATE FUNCTION trial_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'changeRequestId') <> (to_jsonb(OLD) - 'changeRequestId') THEN
    RAISE EXCEPTION 'trial % stays as it was recorded', OLD."id" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER trial_only_gains_its_change BEFORE UPDATE OR DELETE ON "StandardTrial" FOR EACH ROW EXECUTE FUNCTION trial_stays();
CREATE TRIGGER standard_signal_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "StandardSignal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "StandardTrial" ADD CONSTRAINT "StandardTrial_hash" CHECK ("evidenceHash" ~ '^[0-9a-f]{64}$');
-- The outcome of a counted ballot and its terms stay as they were announced.
CREATE FUNCTION counted_ballot_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."closedAt" IS NOT NULL THEN
    RAISE EXCEPTION 'ballot % is counted', OLD."id" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER counted_ballot_stays BEFORE UPDATE OR DELETE ON "Ballot" FOR EACH ROW EXECUTE FUNCTION counted_ballot_stays();
