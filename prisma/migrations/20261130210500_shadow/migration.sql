-- CreateEnum
CREATE TYPE "answering_system" AS ENUM ('HOSTGRAPH', 'OLD_SYSTEM');

-- CreateEnum
CREATE TYPE "uncompared_reason" AS ENUM ('KEY_UNKNOWN', 'ASKS_PROVIDER', 'NO_DRY_RUN', 'NOT_JSON', 'TOO_LARGE', 'BUSY', 'UNAVAILABLE');

-- CreateTable
CREATE TABLE "shadowed_commands" (
    "id" BIGSERIAL NOT NULL,
    "command" TEXT NOT NULL,
    "credential_id" INTEGER,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "equal_count" INTEGER NOT NULL DEFAULT 0,
    "different_count" INTEGER NOT NULL DEFAULT 0,
    "uncompared_count" INTEGER NOT NULL DEFAULT 0,
    "equal_in_row" INTEGER NOT NULL DEFAULT 0,
    "uncompared_reason" "uncompared_reason",
    "difference_path" TEXT,
    "difference_old" TEXT,
    "difference_own" TEXT,
    "differed_at" TIMESTAMPTZ(3),
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shadowed_commands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command_switches" (
    "id" SERIAL NOT NULL,
    "command" TEXT NOT NULL,
    "credential_id" INTEGER,
    "answered_by" "answering_system" NOT NULL,
    "switched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_switches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "shadowed_commands_credential_id_id_idx" ON "shadowed_commands"("credential_id", "id");

-- CreateIndex
CREATE INDEX "command_switches_credential_id_id_idx" ON "command_switches"("credential_id", "id");

-- AddForeignKey
ALTER TABLE "shadowed_commands" ADD CONSTRAINT "shadowed_commands_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "api_credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "command_switches" ADD CONSTRAINT "command_switches_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "api_credentials"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand --

-- One row for each key, and one for calls and choices without a key.
create unique index shadowed_commands_once on shadowed_commands (command, coalesce(credential_id, 0));
create unique index command_switches_once on command_switches (command, coalesce(credential_id, 0));

-- A choice holds in every process when it is answered.
create trigger note_access_change after insert or update or delete
  on command_switches for each statement execute function note_access_change();
