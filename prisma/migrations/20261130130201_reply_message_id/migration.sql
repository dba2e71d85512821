-- AlterTable
ALTER TABLE "ticket_replies" ADD COLUMN     "message_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "ticket_replies_message_id_key" ON "ticket_replies"("message_id");
