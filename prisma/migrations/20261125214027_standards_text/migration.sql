-- AlterTable
ALTER TABLE "StandardComment" ADD COLUMN     "collected" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "replySeenAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "CommentCollection" (
    "standardId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommentCollection_pkey" PRIMARY KEY ("standardId","organisationId")
);

-- AddForeignKey
ALTER TABLE "CommentCollection" ADD CONSTRAINT "CommentCollection_standardId_fkey" FOREIGN KEY ("standardId") REFERENCES "Standard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
