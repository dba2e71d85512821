-- AlterTable
ALTER TABLE "cart_items" ADD COLUMN     "idn_language" TEXT NOT NULL DEFAULT '';
