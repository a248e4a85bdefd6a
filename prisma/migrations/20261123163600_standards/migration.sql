-- CreateTable
CREATE TABLE "Standard" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "profile" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "substage" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "titleZh" TEXT NOT NULL DEFAULT '',
    "titleEn" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL,
    "proposerOrganisationId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "stageSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reminderSentFor" TEXT,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedVersion" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Standard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandardMove" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "substage" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "gates" JSONB NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StandardMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "standardId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "clauseIds" UUID[],
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GroupMember_pkey" PRIMARY KEY ("standardId","personId")
);

-- CreateTable
CREATE TABLE "PatentDeclaration" (
    "standardId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "details" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PatentDeclaration_pkey" PRIMARY KEY ("standardId","organisationId","stage")
);

-- CreateTable
CREATE TABLE "Clause" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "parentId" UUID,
    "kind" TEXT NOT NULL,
    "position" DOUBLE PRECISION NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "liveState" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Clause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClauseUpdate" (
    "id" BIGSERIAL NOT NULL,
    "clauseId" UUID NOT NULL,
    "update" BYTEA NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClauseUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClauseDeletion" (
    "clauseId" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClauseDeletion_pkey" PRIMARY KEY ("clauseId")
);

-- CreateTable
CREATE TABLE "StandardVersion" (
    "standardId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "clauses" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StandardVersion_pkey" PRIMARY KEY ("standardId","version")
);

-- CreateTable
CREATE TABLE "StandardComment" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "clauseId" UUID,
    "stage" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "bodyNumber" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "clauseNumber" TEXT NOT NULL,
    "element" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "proposedChange" TEXT NOT NULL,
    "organisationId" UUID,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolution" TEXT,
    "observation" TEXT NOT NULL DEFAULT '',
    "resolvedById" UUID,
    "resolvedAt" TIMESTAMPTZ(3),
    "duplicateOfId" UUID,
    "changeContent" JSONB,
    "changedVersion" INTEGER,

    CONSTRAINT "StandardComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ballot" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "standardVersion" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "roster" JSONB NOT NULL,
    "drafterId" UUID NOT NULL,
    "openedById" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "outcome" JSONB,

    CONSTRAINT "Ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vote" (
    "ballotId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "byId" UUID NOT NULL,
    "receipt" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Vote_pkey" PRIMARY KEY ("ballotId","organisationId")
);

-- CreateTable
CREATE TABLE "StandardObjection" (
    "id" UUID NOT NULL,
    "standardId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "organisationId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answeredById" UUID,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "StandardObjection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Standard_number_key" ON "Standard"("number");

-- CreateIndex
CREATE INDEX "Standard_publishedAt_idx" ON "Standard"("publishedAt");

-- CreateIndex
CREATE INDEX "Standard_stage_substage_idx" ON "Standard"("stage", "substage");

-- CreateIndex
CREATE INDEX "StandardMove_standardId_at_idx" ON "StandardMove"("standardId", "at");

-- CreateIndex
CREATE INDEX "GroupMember_personId_idx" ON "GroupMember"("personId");

-- CreateIndex
CREATE INDEX "GroupMember_standardId_organisationId_idx" ON "GroupMember"("standardId", "organisationId");

-- CreateIndex
CREATE INDEX "Clause_standardId_position_idx" ON "Clause"("standardId", "position");

-- CreateIndex
CREATE INDEX "ClauseUpdate_clauseId_id_idx" ON "ClauseUpdate"("clauseId", "id");

-- CreateIndex
CREATE INDEX "ClauseDeletion_standardId_idx" ON "ClauseDeletion"("standardId");

-- CreateIndex
CREATE INDEX "StandardComment_standardId_clauseId_idx" ON "StandardComment"("standardId", "clauseId");

-- CreateIndex
CREATE UNIQUE INDEX "StandardComment_standardId_number_key" ON "StandardComment"("standardId", "number");

-- CreateIndex
CREATE INDEX "Ballot_standardId_openedAt_idx" ON "Ballot"("standardId", "openedAt");

-- CreateIndex
CREATE INDEX "StandardObjection_standardId_at_idx" ON "StandardObjection"("standardId", "at");

-- AddForeignKey
ALTER TABLE "StandardMove" ADD CONSTRAINT "StandardMove_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PatentDeclaration" ADD CONSTRAINT "PatentDeclaration_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clause" ADD CONSTRAINT "Clause_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClauseUpdate" ADD CONSTRAINT "ClauseUpdate_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClauseDeletion" ADD CONSTRAINT "ClauseDeletion_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandardVersion" ADD CONSTRAINT "StandardVersion_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandardComment" ADD CONSTRAINT "StandardComment_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_ballotId_fkey" FOREIGN KEY ("ballotId") REFERENCES "Ballot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandardObjection" ADD CONSTRAINT "StandardObjection_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say ---------------------------------------------------------------------------

CREATE TRIGGER standard_move_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "StandardMove" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER standard_version_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "StandardVersion" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clause_deletion_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "ClauseDeletion" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- No clause id disappears without a logged deletion.
CREATE FUNCTION clause_deletion_is_logged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "ClauseDeletion" WHERE "clauseId" = OLD."id") THEN
    RAISE EXCEPTION 'clause % has no logged deletion', OLD."id" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER clause_deletion_logged BEFORE DELETE ON "Clause" FOR EACH ROW EXECUTE FUNCTION clause_deletion_is_logged();

-- One ballot at a time on a standard; a counted ballot and its votes stay as they are.
CREATE UNIQUE INDEX "Ballot_one_open" ON "Ballot" ("standardId") WHERE "closedAt" IS NULL;
CREATE FUNCTION vote_before_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Ballot" WHERE "id" = COALESCE(NEW."ballotId", OLD."ballotId") AND "closesAt" < clock_timestamp()) THEN
    RAISE EXCEPTION 'ballot is closed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER vote_only_before_close BEFORE INSERT OR UPDATE OR DELETE ON "Vote" FOR EACH ROW EXECUTE FUNCTION vote_before_close();
