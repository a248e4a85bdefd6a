-- CreateTable
CREATE TABLE "NeedFollower" (
    "needId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NeedFollower_pkey" PRIMARY KEY ("needId","personId")
);

-- CreateIndex
CREATE INDEX "NeedFollower_personId_idx" ON "NeedFollower"("personId");

-- AddForeignKey
ALTER TABLE "NeedFollower" ADD CONSTRAINT "NeedFollower_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE CASCADE ON UPDATE CASCADE;
