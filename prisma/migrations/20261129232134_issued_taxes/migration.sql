-- DropIndex
DROP INDEX "transactions_gateway_id_transaction_ref_key";

-- DropIndex
DROP INDEX "transactions_transaction_ref_id_idx";

-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "tax_is_compound" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tax_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "tax_name2" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "tax_note" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "quotes" ADD COLUMN     "tax_is_compound" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tax_mode" "tax_mode" NOT NULL DEFAULT 'EXCLUSIVE',
ADD COLUMN     "tax_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "tax_name2" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "tax_note" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "transactions_gateway_id_transaction_ref_idx" ON "transactions"("gateway_id", "transaction_ref");

-- CreateIndex
CREATE UNIQUE INDEX "transactions_transaction_ref_key" ON "transactions"("transaction_ref");

-- By hand --

UPDATE "invoices" SET "tax_name" = "tax_rules"."name"
FROM "tax_rules" WHERE "tax_rules"."id" = "invoices"."tax_rule_id";

UPDATE "invoices" SET "tax_name2" = "tax_rules"."name", "tax_is_compound" = "tax_rules"."is_compound"
FROM "tax_rules" WHERE "tax_rules"."id" = "invoices"."tax_rule2_id";
