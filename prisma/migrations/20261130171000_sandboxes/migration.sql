-- CreateEnum
CREATE TYPE "sandbox_state" AS ENUM ('CREATING', 'READY', 'FAILED', 'DELETING');

-- CreateEnum
CREATE TYPE "sandbox_source" AS ENUM ('COMPANY', 'NOTHING');

-- CreateTable
CREATE TABLE "sandboxes" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "state" "sandbox_state" NOT NULL DEFAULT 'CREATING',
    "copy_of" "sandbox_source" NOT NULL,
    "key_encrypted" TEXT NOT NULL,
    "token_last4" TEXT NOT NULL,
    "clock_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandboxes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sandboxes_name_key" ON "sandboxes"("name");

-- CreateIndex
CREATE UNIQUE INDEX "sandboxes_handle_key" ON "sandboxes"("handle");

-- CreateIndex
CREATE INDEX "sandboxes_expires_at_id_idx" ON "sandboxes"("expires_at", "id");
