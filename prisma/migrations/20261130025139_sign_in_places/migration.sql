-- AlterEnum
ALTER TYPE "single_use_token_purpose" ADD VALUE 'ACCOUNT_UNLOCK';

-- AlterTable
ALTER TABLE "admins" DROP COLUMN "locked_until";

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "signed_in_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "users" DROP COLUMN "locked_until";

-- AlterTable
ALTER TABLE "webhook_endpoints" ADD COLUMN     "previous_secret_encrypted" TEXT,
ADD COLUMN     "previous_secret_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sign_in_failures" (
    "id" SERIAL NOT NULL,
    "subject" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "locked_until" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sign_in_failures_failed_at_idx" ON "sign_in_failures"("failed_at");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_failures_subject_place_key" ON "sign_in_failures"("subject", "place");

-- By hand --
update sessions as s set signed_in_at = f.began_at
from (select family, min(created_at) as began_at from sessions group by family) as f
where f.family = s.family;
