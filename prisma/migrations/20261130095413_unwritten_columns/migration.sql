-- DropForeignKey
ALTER TABLE "email_attachments" DROP CONSTRAINT "email_attachments_email_id_fkey";

-- DropForeignKey
ALTER TABLE "invoice_items" DROP CONSTRAINT "invoice_items_related_invoice_id_fkey";

-- DropIndex
DROP INDEX "invoice_items_related_invoice_id_id_idx";

-- AlterTable
ALTER TABLE "invoice_items" DROP COLUMN "related_invoice_id";

-- DropTable
DROP TABLE "email_attachments";
