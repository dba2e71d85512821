-- DropIndex
DROP INDEX "blocked_senders_kind_value_key";

-- AlterTable
ALTER TABLE "blocked_senders" ADD COLUMN     "reseller_id" INTEGER;

-- CreateIndex
CREATE INDEX "blocked_senders_reseller_id_id_idx" ON "blocked_senders"("reseller_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "blocked_senders_kind_value_reseller_id_key" ON "blocked_senders"("kind", "value", "reseller_id");

-- AddForeignKey
ALTER TABLE "blocked_senders" ADD CONSTRAINT "blocked_senders_reseller_id_fkey" FOREIGN KEY ("reseller_id") REFERENCES "resellers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand --

-- Nulls are distinct to a unique index: the company's own blocks are unique by one of their own.
CREATE UNIQUE INDEX "blocked_senders_of_company_key" ON "blocked_senders"("kind", "value") WHERE "reseller_id" IS NULL;
