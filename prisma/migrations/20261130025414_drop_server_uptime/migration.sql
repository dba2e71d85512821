-- AlterTable
ALTER TABLE "servers" DROP COLUMN "uptime";
