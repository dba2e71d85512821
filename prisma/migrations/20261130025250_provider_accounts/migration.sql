-- DropIndex
DROP INDEX "gateways_module_key";

-- DropIndex
DROP INDEX "registrars_module_key";

-- AlterTable: an account so far is called as its provider
ALTER TABLE "gateways" ADD COLUMN     "label" TEXT;
UPDATE "gateways" SET "label" = "module";
ALTER TABLE "gateways" ALTER COLUMN "label" SET NOT NULL;

-- AlterTable: an account so far is called as its provider
ALTER TABLE "registrars" ADD COLUMN     "label" TEXT;
UPDATE "registrars" SET "label" = "module";
ALTER TABLE "registrars" ALTER COLUMN "label" SET NOT NULL;

-- AlterTable
ALTER TABLE "servers" ADD COLUMN     "settings_encrypted" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "gateways_label_key" ON "gateways"("label");

-- CreateIndex
CREATE UNIQUE INDEX "registrars_label_key" ON "registrars"("label");
