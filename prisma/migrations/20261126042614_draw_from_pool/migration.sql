-- AlterTable
ALTER TABLE "PanelDraw" ADD COLUMN     "leftOut" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "poolId" UUID;
