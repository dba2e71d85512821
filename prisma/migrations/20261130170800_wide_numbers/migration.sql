-- AlterTable
ALTER TABLE "account_balances" ALTER COLUMN "id" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "activity_entries" ALTER COLUMN "id" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "api_usages" ADD COLUMN     "refused_by" JSONB NOT NULL DEFAULT '{}',
ALTER COLUMN "id" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "audit_entries" ALTER COLUMN "id" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "emails" ALTER COLUMN "id" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "idempotency_keys" ALTER COLUMN "id" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "journal_entries" ALTER COLUMN "id" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "outbox_events" ALTER COLUMN "subject_id" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "webhook_deliveries" ALTER COLUMN "id" SET DATA TYPE BIGINT;

-- CreateTable
CREATE TABLE "book_proofs" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "proven_at" TIMESTAMPTZ(3) NOT NULL,
    "faults" JSONB NOT NULL,

    CONSTRAINT "book_proofs_pkey" PRIMARY KEY ("id")
);

-- By hand --

-- A sequence keeps the type that its column was made with, and its end.
alter sequence account_balances_id_seq as bigint;
alter sequence activity_entries_id_seq as bigint;
alter sequence api_usages_id_seq as bigint;
alter sequence audit_entries_id_seq as bigint;
alter sequence emails_id_seq as bigint;
alter sequence idempotency_keys_id_seq as bigint;
alter sequence journal_entries_id_seq as bigint;
alter sequence webhook_deliveries_id_seq as bigint;

-- Words of the activity log are found by their trigrams as well, where the server has the extension.
do $$
begin
  if exists (select 1 from pg_extension where extname = 'pg_trgm') then
    create index activity_entries_search_idx on activity_entries using gin (
      description gin_trgm_ops);
  end if;
end $$;

-- Names are found whole, in any letter case.
create index activity_entries_username_lower_idx on activity_entries
  (lower(username) text_pattern_ops, id);
