-- CreateIndex
CREATE INDEX "ConsultationComment_consultationId_number_idx" ON "ConsultationComment"("consultationId", "number" DESC);

-- CreateIndex
CREATE INDEX "ConsultationComment_consultationId_section_number_idx" ON "ConsultationComment"("consultationId", "section", "number" DESC);
