-- AlterTable
ALTER TABLE "SavedSearch" ADD COLUMN     "news" TEXT[] DEFAULT ARRAY[]::TEXT[];
