-- AlterTable
ALTER TABLE "resellers" DROP COLUMN "credit_limit";
