-- AlterTable
ALTER TABLE "availability_cache" ADD COLUMN     "premium_renew_price" DECIMAL(19,4);

-- AlterTable
ALTER TABLE "cart_items" ADD COLUMN     "premium_currency_code" CHAR(3),
ADD COLUMN     "premium_price" DECIMAL(19,4),
ADD COLUMN     "premium_renew_price" DECIMAL(19,4);

-- AlterTable
ALTER TABLE "domains" ADD COLUMN     "premium_currency_code" CHAR(3),
ADD COLUMN     "premium_first_cost" DECIMAL(19,4);
