-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "applies_credit" BOOLEAN NOT NULL DEFAULT false;
