-- AlterTable
ALTER TABLE "module_queue_entries" ADD COLUMN     "next_attempt_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "servers" DROP COLUMN "tls_fingerprint",
DROP COLUMN "use_tls",
DROP COLUMN "verify_tls",
ADD COLUMN     "ca_pem" TEXT,
ADD COLUMN     "timeout_seconds" INTEGER NOT NULL DEFAULT 30;

-- AlterTable
ALTER TABLE "services" ADD COLUMN     "has_account" BOOLEAN NOT NULL DEFAULT false;

-- By hand --
-- A service is cancelled once at a time.
CREATE UNIQUE INDEX "cancellation_requests_one_pending" ON "cancellation_requests" ("service_id")
  WHERE "status" = 'PENDING';
-- One open entry for what cannot be done, however often it failed.
CREATE UNIQUE INDEX "module_queue_entries_one_open"
  ON "module_queue_entries" ("service_type", "related_id", "module_action") WHERE NOT "is_completed";
