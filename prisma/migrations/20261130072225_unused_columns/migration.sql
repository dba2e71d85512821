-- DropForeignKey
ALTER TABLE "dns_records" DROP CONSTRAINT "dns_records_domain_id_fkey";

-- DropForeignKey
ALTER TABLE "domain_email_forwards" DROP CONSTRAINT "domain_email_forwards_domain_id_fkey";

-- DropForeignKey
ALTER TABLE "invoices" DROP CONSTRAINT "invoices_accounting_currency_code_fkey";

-- DropForeignKey
ALTER TABLE "pending_actions" DROP CONSTRAINT "pending_actions_client_id_fkey";

-- DropForeignKey
ALTER TABLE "pending_actions" DROP CONSTRAINT "pending_actions_currency_code_fkey";

-- DropForeignKey
ALTER TABLE "pending_actions" DROP CONSTRAINT "pending_actions_domain_id_fkey";

-- DropForeignKey
ALTER TABLE "pending_actions" DROP CONSTRAINT "pending_actions_invoice_id_fkey";

-- DropForeignKey
ALTER TABLE "pending_actions" DROP CONSTRAINT "pending_actions_order_id_fkey";

-- DropForeignKey
ALTER TABLE "pending_actions" DROP CONSTRAINT "pending_actions_reseller_id_fkey";

-- DropForeignKey
ALTER TABLE "pending_actions" DROP CONSTRAINT "pending_actions_service_id_fkey";

-- DropForeignKey
ALTER TABLE "pending_actions" DROP CONSTRAINT "pending_actions_task_id_fkey";

-- AlterTable
ALTER TABLE "account_balances" DROP COLUMN "locked_amount";

-- AlterTable
ALTER TABLE "clients" DROP COLUMN "signup_host";

-- AlterTable
ALTER TABLE "departments" DROP COLUMN "autoresponder_disabled",
DROP COLUMN "is_replies_only",
DROP COLUMN "mail_host",
DROP COLUMN "mail_password_encrypted",
DROP COLUMN "mail_port",
DROP COLUMN "mail_username";

-- AlterTable
ALTER TABLE "invoices" DROP COLUMN "accounting_currency_code",
DROP COLUMN "accounting_rate",
DROP COLUMN "description_modifiable",
DROP COLUMN "forex_difference",
DROP COLUMN "reseller_notified",
ALTER COLUMN "customer_notified" SET DEFAULT false;

-- AlterTable
ALTER TABLE "orders" DROP COLUMN "order_data",
DROP COLUMN "validation_data";

-- AlterTable
ALTER TABLE "pay_methods" DROP COLUMN "account_type",
DROP COLUMN "remote_customer_ref";

-- AlterTable
ALTER TABLE "payment_attempts" DROP COLUMN "decline_code",
DROP COLUMN "hold_expires_at";

-- AlterTable
ALTER TABLE "quotes" DROP COLUMN "access_key_hash";

-- AlterTable
ALTER TABLE "servers" DROP COLUMN "nameserver1_ip",
DROP COLUMN "nameserver2_ip",
DROP COLUMN "nameserver3_ip",
DROP COLUMN "nameserver4_ip",
DROP COLUMN "nameserver5_ip";

-- AlterTable
ALTER TABLE "services" DROP COLUMN "module_account_ref";

-- DropTable
DROP TABLE "dns_records";

-- DropTable
DROP TABLE "domain_email_forwards";

-- DropTable
DROP TABLE "pending_actions";

-- DropEnum
DROP TYPE "pending_action_status";

-- DropEnum
DROP TYPE "dns_record_type";
