-- AlterTable
ALTER TABLE "addons" ADD COLUMN     "server_package_name" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "service_addons" ADD COLUMN     "has_account" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "password_encrypted" TEXT,
ADD COLUMN     "username" TEXT NOT NULL DEFAULT '';
