-- AlterTable
ALTER TABLE "domains" ADD COLUMN     "dnssec" JSONB;

-- AlterTable
ALTER TABLE "sandbox_domains" ADD COLUMN     "dnssec" JSONB;

-- CreateTable
CREATE TABLE "registrar_messages" (
    "id" SERIAL NOT NULL,
    "registrar_id" INTEGER NOT NULL,
    "message_id" TEXT NOT NULL,
    "queued_at" TIMESTAMPTZ(3),
    "text" TEXT NOT NULL,
    "domain_name" TEXT,
    "domain_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "registrar_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "registrar_messages_domain_id_id_idx" ON "registrar_messages"("domain_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "registrar_messages_registrar_id_message_id_key" ON "registrar_messages"("registrar_id", "message_id");

-- AddForeignKey
ALTER TABLE "registrar_messages" ADD CONSTRAINT "registrar_messages_registrar_id_fkey" FOREIGN KEY ("registrar_id") REFERENCES "registrars"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registrar_messages" ADD CONSTRAINT "registrar_messages_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE SET NULL ON UPDATE CASCADE;
