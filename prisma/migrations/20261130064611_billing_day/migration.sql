-- AlterTable
ALTER TABLE "service_upgrades" ADD COLUMN     "from_billing_day" INTEGER,
ADD COLUMN     "to_billing_day" INTEGER;

-- AlterTable
ALTER TABLE "services" ADD COLUMN     "billing_day" INTEGER;
