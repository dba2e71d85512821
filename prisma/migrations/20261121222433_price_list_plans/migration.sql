-- DropForeignKey
ALTER TABLE "product_keys" DROP CONSTRAINT "product_keys_product_id_fkey";

-- DropIndex
DROP INDEX "product_keys_product_id_id_idx";

-- AlterTable
ALTER TABLE "product_keys" DROP COLUMN "product_id";

-- CreateTable
CREATE TABLE "product_key_plans" (
    "id" SERIAL NOT NULL,
    "product_key_id" INTEGER NOT NULL,
    "plan_id" TEXT NOT NULL,
    "product_id" INTEGER NOT NULL,

    CONSTRAINT "product_key_plans_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "product_key_plans_product_id_key" ON "product_key_plans"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_key_plans_product_key_id_plan_id_key" ON "product_key_plans"("product_key_id", "plan_id");

-- AddForeignKey
ALTER TABLE "product_key_plans" ADD CONSTRAINT "product_key_plans_product_key_id_fkey" FOREIGN KEY ("product_key_id") REFERENCES "product_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_key_plans" ADD CONSTRAINT "product_key_plans_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;
