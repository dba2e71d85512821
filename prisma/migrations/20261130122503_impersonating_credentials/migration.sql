-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "impersonator_credential_id" INTEGER;

-- CreateIndex
CREATE INDEX "sessions_impersonator_credential_id_id_idx" ON "sessions"("impersonator_credential_id", "id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_impersonator_credential_id_fkey" FOREIGN KEY ("impersonator_credential_id") REFERENCES "api_credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;
