-- CreateEnum
CREATE TYPE "export_connection" AS ENUM ('INVOICES', 'TRANSACTIONS', 'CLIENTS', 'DOMAINS', 'TICKETS');

-- CreateEnum
CREATE TYPE "export_state" AS ENUM ('QUEUED', 'RUNNING', 'FINISHED', 'FAILED');

-- CreateTable
CREATE TABLE "exports" (
    "id" SERIAL NOT NULL,
    "uuid" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "connection" "export_connection" NOT NULL,
    "state" "export_state" NOT NULL DEFAULT 'QUEUED',
    "where" JSONB NOT NULL,
    "order_by" JSONB NOT NULL,
    "columns" TEXT[],
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "total_count" INTEGER,
    "parts" TEXT[],
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "exports_uuid_key" ON "exports"("uuid");

-- CreateIndex
CREATE INDEX "exports_expires_at_id_idx" ON "exports"("expires_at", "id");
