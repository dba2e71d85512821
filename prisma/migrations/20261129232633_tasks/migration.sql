-- CreateEnum
CREATE TYPE "task_state" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'REJECTED', 'UNKNOWN', 'DEAD', 'CANCELLED');

-- RenameTable
ALTER TABLE "errands" RENAME TO "tasks";
ALTER TABLE "tasks" RENAME CONSTRAINT "errands_pkey" TO "tasks_pkey";
ALTER TABLE "tasks" RENAME CONSTRAINT "errands_client_id_fkey" TO "tasks_client_id_fkey";
ALTER TABLE "tasks" RENAME CONSTRAINT "errands_credential_id_fkey" TO "tasks_credential_id_fkey";
ALTER INDEX "errands_idempotency_key_key" RENAME TO "tasks_idempotency_key_key";
ALTER INDEX "errands_state_next_attempt_at_id_idx" RENAME TO "tasks_state_next_attempt_at_id_idx";
ALTER INDEX "errands_subject_type_subject_id_id_idx" RENAME TO "tasks_subject_type_subject_id_id_idx";
ALTER INDEX "errands_kind_state_id_idx" RENAME TO "tasks_kind_state_id_idx";
ALTER INDEX "errands_client_id_id_idx" RENAME TO "tasks_client_id_id_idx";
ALTER INDEX "errands_credential_id_id_idx" RENAME TO "tasks_credential_id_id_idx";
ALTER SEQUENCE "errands_id_seq" AS BIGINT;
ALTER SEQUENCE "errands_id_seq" RENAME TO "tasks_id_seq";

-- AlterTable
ALTER TABLE "tasks" RENAME COLUMN "settled_at" TO "finished_at";
ALTER TABLE "tasks"
ALTER COLUMN "id" TYPE BIGINT,
ALTER COLUMN "subject_id" TYPE BIGINT,
ALTER COLUMN "state" DROP DEFAULT,
ALTER COLUMN "state" TYPE "task_state" USING (
  CASE "state"::text
    WHEN 'PENDING' THEN 'QUEUED' WHEN 'SENT' THEN 'UNKNOWN' WHEN 'DONE' THEN 'SUCCEEDED'
    WHEN 'REFUSED' THEN 'REJECTED' ELSE 'UNKNOWN' END::"task_state"),
ALTER COLUMN "state" SET DEFAULT 'QUEUED',
DROP COLUMN "outside_ref",
ADD COLUMN     "provider" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "error_code" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "is_interactive" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "retry_until" TIMESTAMPTZ(3),
ADD COLUMN     "parent_id" BIGINT,
ADD COLUMN     "lease_token" UUID;
-- What nobody holds any more is looked after at once.
UPDATE "tasks" SET "lease_until" = NULL,
  "next_attempt_at" = CASE WHEN "state" IN ('QUEUED', 'UNKNOWN') THEN coalesce("next_attempt_at", now()) END,
  "error_code" = CASE "state"::text
    WHEN 'UNKNOWN' THEN 'OUTCOME_UNKNOWN' WHEN 'REJECTED' THEN 'PROVIDER_REJECTED' ELSE '' END;

-- DropEnum
DROP TYPE "errand_state";

-- RenameColumn
ALTER TABLE "module_queue_entries" RENAME COLUMN "errand_id" TO "task_id";
ALTER TABLE "module_queue_entries" ALTER COLUMN "task_id" TYPE BIGINT;
ALTER TABLE "module_queue_entries" RENAME CONSTRAINT "module_queue_entries_errand_id_fkey" TO "module_queue_entries_task_id_fkey";
ALTER INDEX "module_queue_entries_errand_id_id_idx" RENAME TO "module_queue_entries_task_id_id_idx";
ALTER TABLE "payment_attempts" RENAME COLUMN "errand_id" TO "task_id";
ALTER TABLE "payment_attempts" ALTER COLUMN "task_id" TYPE BIGINT;
ALTER TABLE "payment_attempts" RENAME CONSTRAINT "payment_attempts_errand_id_fkey" TO "payment_attempts_task_id_fkey";
ALTER INDEX "payment_attempts_errand_id_id_idx" RENAME TO "payment_attempts_task_id_id_idx";
ALTER TABLE "pending_actions" RENAME COLUMN "errand_id" TO "task_id";
ALTER TABLE "pending_actions" ALTER COLUMN "task_id" TYPE BIGINT;
ALTER TABLE "pending_actions" RENAME CONSTRAINT "pending_actions_errand_id_fkey" TO "pending_actions_task_id_fkey";
ALTER INDEX "pending_actions_errand_id_id_idx" RENAME TO "pending_actions_task_id_id_idx";
ALTER TABLE "transactions" RENAME COLUMN "errand_id" TO "task_id";
ALTER TABLE "transactions" ALTER COLUMN "task_id" TYPE BIGINT;
ALTER TABLE "transactions" RENAME CONSTRAINT "transactions_errand_id_fkey" TO "transactions_task_id_fkey";
ALTER INDEX "transactions_errand_id_id_idx" RENAME TO "transactions_task_id_id_idx";

-- CreateIndex
CREATE INDEX "tasks_kind_state_next_attempt_at_idx" ON "tasks"("kind", "state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "tasks_state_lease_until_idx" ON "tasks"("state", "lease_until");

-- By hand --

-- Two tasks about one subject never run at once.
create unique index tasks_subject_running on tasks (subject_type, subject_id) where state = 'RUNNING';

-- The only steps a task may take; the first word is where it stands.
create function task_edge() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and old.state || ' ' || new.state not in (
    'QUEUED RUNNING', 'QUEUED CANCELLED',
    'RUNNING SUCCEEDED', 'RUNNING REJECTED', 'RUNNING UNKNOWN', 'RUNNING QUEUED', 'RUNNING DEAD',
    'RUNNING CANCELLED',
    'UNKNOWN RUNNING', 'UNKNOWN SUCCEEDED', 'UNKNOWN REJECTED', 'UNKNOWN CANCELLED',
    'DEAD QUEUED', 'DEAD SUCCEEDED', 'DEAD REJECTED', 'DEAD CANCELLED'
  ) then
    raise exception 'A task does not go from % to %.', old.state, new.state;
  end if;
  return new;
end $$;
create trigger task_edge before update of state on tasks
  for each row execute function task_edge();
