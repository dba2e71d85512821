-- AlterTable
ALTER TABLE "currencies" ADD COLUMN     "decimals" INTEGER;
