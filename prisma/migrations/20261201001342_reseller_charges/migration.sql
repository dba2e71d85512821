-- AlterEnum
CREATE TYPE "journal_cause_new" AS ENUM ('INVOICE_ISSUED', 'INVOICE_CHANGED', 'INVOICE_CANCELLED', 'PAYMENT', 'REFUND', 'VOID', 'CREDIT_ADDED', 'CREDIT_REMOVED', 'CREDIT_APPLIED', 'LATE_FEE', 'WRITE_OFF', 'AFFILIATE_COMMISSION', 'AFFILIATE_WITHDRAWAL', 'CORRECTION');
ALTER TABLE "journal_sets" ALTER COLUMN "cause" TYPE "journal_cause_new" USING ("cause"::text::"journal_cause_new");
ALTER TYPE "journal_cause" RENAME TO "journal_cause_old";
ALTER TYPE "journal_cause_new" RENAME TO "journal_cause";
DROP TYPE "journal_cause_old";

-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "charged_for" TEXT,
ADD COLUMN     "stands_in_for_id" INTEGER;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_stands_in_for_id_fkey" FOREIGN KEY ("stands_in_for_id") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;
