-- AlterTable
ALTER TABLE "automation_runs" ADD COLUMN     "alive_at" TIMESTAMPTZ(3);
