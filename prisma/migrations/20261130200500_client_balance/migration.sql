-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "balance" DECIMAL(19,4) NOT NULL DEFAULT 0;

-- By hand --

update clients set balance = owed.balance
from (select client_id, sum(balance) as balance from invoices group by client_id) as owed
where clients.id = owed.client_id and owed.balance <> 0;
