-- CreateIndex
CREATE INDEX "Organisation_verifiedUntil_idx" ON "Organisation"("verifiedUntil");
