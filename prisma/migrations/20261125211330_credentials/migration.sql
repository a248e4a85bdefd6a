-- CreateTable
CREATE TABLE "SigningKey" (
    "id" SERIAL NOT NULL,
    "publicKeyMultibase" TEXT NOT NULL,
    "sealedPrivateKey" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Credential" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "titleZh" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "descriptionZh" TEXT NOT NULL,
    "descriptionEn" TEXT NOT NULL,
    "criteria" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "conceptIds" TEXT[],
    "sourceKind" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "statusIndex" SERIAL NOT NULL,
    "document" JSONB NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "revokedReason" TEXT,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnownIssuer" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "addedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KnownIssuer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SigningKey_publicKeyMultibase_key" ON "SigningKey"("publicKeyMultibase");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_statusIndex_key" ON "Credential"("statusIndex");

-- CreateIndex
CREATE INDEX "Credential_personId_issuedAt_idx" ON "Credential"("personId", "issuedAt");

-- CreateIndex
CREATE INDEX "Credential_sourceKind_sourceId_idx" ON "Credential"("sourceKind", "sourceId");

-- What Prisma's schema language cannot say ---------------------------------------------------------------------------

-- One achievement has one credential that stands; what was revoked stays beside it.
CREATE UNIQUE INDEX "Credential_one_standing" ON "Credential" ("personId", "kind", "sourceKind", "sourceId") WHERE "revokedAt" IS NULL;

-- What was signed changes only with an erasure, and a revocation is for good (Open Badges 3.0, 6.1).
CREATE FUNCTION credential_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."statusIndex" <> OLD."statusIndex" OR NEW."personId" <> OLD."personId"
    OR (OLD."revokedAt" IS NOT NULL AND NEW."revokedAt" IS DISTINCT FROM OLD."revokedAt")
    OR (NEW."document" <> OLD."document" AND NEW."erasedAt" IS NOT DISTINCT FROM OLD."erasedAt") THEN
    RAISE EXCEPTION 'credential % does not change', OLD."id" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credential_stands BEFORE UPDATE ON "Credential" FOR EACH ROW EXECUTE FUNCTION credential_stands();
