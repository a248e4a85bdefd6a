-- AlterTable
ALTER TABLE "ExposureEntry" DROP CONSTRAINT "ExposureEntry_pkey",
ADD COLUMN     "id" UUID NOT NULL DEFAULT uuidv7(),
ADD COLUMN     "until" TIMESTAMPTZ(3),
ADD CONSTRAINT "ExposureEntry_pkey" PRIMARY KEY ("id");
ALTER TABLE "ExposureEntry" ALTER COLUMN "id" DROP DEFAULT;

-- A version's page ended when the next version's began.
UPDATE "ExposureEntry" e SET "until" = n."at"
FROM (SELECT "needId", "needVersion", min("at") AS "at" FROM "ExposureEntry" GROUP BY 1, 2) n
WHERE n."needId" = e."needId" AND n."needVersion" = (
  SELECT min(l."needVersion") FROM "ExposureEntry" l
  WHERE l."needId" = e."needId" AND l."needVersion" > e."needVersion");

-- CreateIndex
CREATE INDEX "ExposureEntry_needId_needVersion_idx" ON "ExposureEntry"("needId", "needVersion");
-- One first page stands at a time.
CREATE UNIQUE INDEX "ExposureEntry_one_page" ON "ExposureEntry" ("needId", "place") WHERE "until" IS NULL;
