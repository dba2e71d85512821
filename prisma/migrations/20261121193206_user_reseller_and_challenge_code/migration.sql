-- AlterTable
ALTER TABLE "email_challenges" ADD COLUMN     "code_encrypted" TEXT;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "reseller_id" INTEGER;

-- CreateIndex
CREATE INDEX "users_reseller_id_id_idx" ON "users"("reseller_id", "id");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE SET NULL ON UPDATE CASCADE;
