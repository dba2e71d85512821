-- AlterTable
ALTER TABLE "automation_runs" DROP COLUMN "alive_at";
