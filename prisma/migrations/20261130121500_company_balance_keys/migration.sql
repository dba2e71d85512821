-- Balances that belong to nobody else are the company's.
UPDATE "account_balances" SET "key" = replace("key", ':house:', ':company:') WHERE "key" LIKE '%:house:%';
