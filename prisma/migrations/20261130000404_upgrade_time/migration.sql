-- AlterTable
ALTER TABLE "service_upgrades" ADD COLUMN     "end_on" DATE,
ADD COLUMN     "last_item_id" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "start_on" DATE;
