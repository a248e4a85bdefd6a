-- AlterTable
ALTER TABLE "FrameworkElement" DROP COLUMN "parentId",
ADD COLUMN     "parentIds" TEXT[];
