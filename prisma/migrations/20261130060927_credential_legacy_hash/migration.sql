-- AlterTable
ALTER TABLE "api_credentials" ADD COLUMN     "legacy_hash" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "api_credentials_legacy_hash_key" ON "api_credentials"("legacy_hash");
