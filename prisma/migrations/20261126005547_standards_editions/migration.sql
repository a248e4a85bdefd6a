-- The number of the body in charge, counted editions, and what takes a withdrawn standard's place.
ALTER TABLE "Standard" ADD COLUMN "edition" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "officialNumber" TEXT NOT NULL DEFAULT '';
-- Until now a published standard in drafting (20 to 50, or before the publication is closed) was in its next round.
UPDATE "Standard" SET "edition" = CASE
  WHEN "publishedAt" IS NULL THEN 0
  WHEN "stage" IN ('90', '95') OR ("stage" = '60' AND "substage" = '60') THEN "revision"
  ELSE "revision" - 1 END;
ALTER TABLE "Standard" ADD CONSTRAINT "Standard_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
ADD CONSTRAINT "Standard_replaced_by_another" CHECK ("replacedById" <> "id" AND ("replacedById" IS NULL OR "withdrawnAt" IS NOT NULL));
CREATE UNIQUE INDEX "Standard_officialNumber_key" ON "Standard" ("officialNumber") WHERE "officialNumber" <> '';

-- A clause that a dropped revision had deleted comes back under its id, and may be deleted again: each time is logged.
ALTER TABLE "ClauseDeletion" DROP CONSTRAINT "ClauseDeletion_pkey",
ADD COLUMN "id" UUID NOT NULL DEFAULT uuidv7(),
ADD CONSTRAINT "ClauseDeletion_pkey" PRIMARY KEY ("id");
ALTER TABLE "ClauseDeletion" ALTER COLUMN "id" DROP DEFAULT;
CREATE INDEX "ClauseDeletion_clauseId_idx" ON "ClauseDeletion"("clauseId");
CREATE OR REPLACE FUNCTION clause_deletion_is_logged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A minute is allowed for the clock of the process that wrote the clause.
  IF NOT EXISTS (SELECT 1 FROM "ClauseDeletion" WHERE "clauseId" = OLD."id" AND "at" > OLD."createdAt" - interval '1 minute') THEN
    RAISE EXCEPTION 'clause % has no logged deletion', OLD."id" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
