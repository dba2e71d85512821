-- AlterTable
ALTER TABLE "import_steps" ADD COLUMN     "reached_id" INTEGER NOT NULL DEFAULT 0;
