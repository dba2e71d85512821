-- AlterEnum
CREATE TYPE "commission_status_new" AS ENUM ('PENDING', 'CLEARED', 'REVERSED');
ALTER TABLE "affiliate_commissions" ALTER COLUMN "status" DROP DEFAULT;
ALTER TABLE "affiliate_commissions" ALTER COLUMN "status" TYPE "commission_status_new" USING ("status"::text::"commission_status_new");
DROP TYPE "commission_status";
ALTER TYPE "commission_status_new" RENAME TO "commission_status";
ALTER TABLE "affiliate_commissions" ALTER COLUMN "status" SET DEFAULT 'PENDING';

-- DropIndex
DROP INDEX "affiliate_referrals_service_id_id_idx";

-- AlterTable
ALTER TABLE "affiliate_commissions" ADD COLUMN     "reversed" DECIMAL(19,4) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "affiliate_referrals" ADD COLUMN     "is_signup" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "affiliate_withdrawals" ADD COLUMN     "note" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "affiliate_referrals_service_id_key" ON "affiliate_referrals"("service_id");

-- By hand --

-- A client was brought by one affiliate at most.
CREATE UNIQUE INDEX "affiliate_referrals_signup_key" ON "affiliate_referrals"("client_id") WHERE "is_signup";
