-- What waits for an answer of staff has not been read by staff.
ALTER TABLE "tickets" ADD COLUMN "is_staff_unread" BOOLEAN NOT NULL DEFAULT false;
UPDATE "tickets" SET "is_staff_unread" = true
  WHERE "status_id" IN (SELECT "id" FROM "ticket_statuses" WHERE "is_awaiting_reply");

-- A cancellation request waits under the word that its list is filtered by.
ALTER TYPE "cancellation_status" RENAME VALUE 'PENDING' TO 'OPEN';
