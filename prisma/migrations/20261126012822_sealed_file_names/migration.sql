-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN     "sealedName" BYTEA;
