-- DropIndex
DROP INDEX "ConsultationComment_consultationId_number_key";

-- AlterTable
ALTER TABLE "AppliesVisit" ADD COLUMN     "since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Consultation" ADD COLUMN     "confidentialCount" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "SectionCount" ADD COLUMN     "confidential" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "GuidanceFilter" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filters" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuidanceFilter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "GuidanceFilter_personId_name_key" ON "GuidanceFilter"("personId", "name");

-- Public and confidential comments are counted and numbered apart from here on; what is there follows.
UPDATE "ConsultationComment" m SET "number" = x.n FROM (
  SELECT "id", row_number() OVER (PARTITION BY "consultationId", "confidential" ORDER BY "number") AS n
  FROM "ConsultationComment") x WHERE x."id" = m."id" AND m."number" <> x.n;
UPDATE "Consultation" k SET "commentCount" = x.open, "confidentialCount" = x.secret FROM (
  SELECT "consultationId", count(*) FILTER (WHERE NOT "confidential") AS open, count(*) FILTER (WHERE "confidential") AS secret
  FROM "ConsultationComment" GROUP BY "consultationId") x WHERE x."consultationId" = k."id";
UPDATE "SectionCount" s SET "comments" = x.open, "confidential" = x.secret FROM (
  SELECT "consultationId", "section", count(*) FILTER (WHERE NOT "confidential") AS open,
    count(*) FILTER (WHERE "confidential") AS secret
  FROM "ConsultationComment" GROUP BY "consultationId", "section") x
WHERE x."consultationId" = s."consultationId" AND x."section" = s."section";

-- CreateIndex
CREATE UNIQUE INDEX "ConsultationComment_consultationId_confidential_number_key" ON "ConsultationComment"("consultationId", "confidential", "number");
