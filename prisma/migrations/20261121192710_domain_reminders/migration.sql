-- AlterTable
ALTER TABLE "domains" ADD COLUMN     "reminded_days" INTEGER;
