CREATE INDEX CONCURRENTLY "invoices_stands_in_for_id_idx" ON "invoices"("stands_in_for_id");
CREATE UNIQUE INDEX CONCURRENTLY "invoices_charged_for_key" ON "invoices"("charged_for") WHERE "charged_for" IS NOT NULL AND "status" NOT IN ('CANCELLED', 'REFUNDED');
