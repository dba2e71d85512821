-- DropIndex
DROP INDEX "clients_company_name_prefix_idx";

-- DropIndex
DROP INDEX "clients_first_name_prefix_idx";

-- DropIndex
DROP INDEX "clients_last_name_prefix_idx";

-- DropIndex
DROP INDEX "users_first_name_prefix_idx";

-- DropIndex
DROP INDEX "users_last_name_prefix_idx";

-- CreateIndex
CREATE INDEX "contacts_email_prefix_idx" ON "contacts"("email" text_pattern_ops, "id");

-- CreateIndex
CREATE INDEX "domains_unicode_name_prefix_idx" ON "domains"("unicode_name" text_pattern_ops, "id");

-- By hand --

-- Names, numbers and subjects are found whole or by their start, in any letter case.
create index clients_first_name_lower_idx on clients
  (lower(first_name) text_pattern_ops, lower(last_name) text_pattern_ops, id);
create index clients_last_name_lower_idx on clients
  (lower(last_name) text_pattern_ops, lower(first_name) text_pattern_ops, id);
create index clients_company_name_lower_idx on clients (lower(company_name) text_pattern_ops, id);
create index contacts_first_name_lower_idx on contacts
  (lower(first_name) text_pattern_ops, lower(last_name) text_pattern_ops, id);
create index contacts_last_name_lower_idx on contacts
  (lower(last_name) text_pattern_ops, lower(first_name) text_pattern_ops, id);
create index contacts_company_name_lower_idx on contacts (lower(company_name) text_pattern_ops, id);
create index users_first_name_lower_idx on users
  (lower(first_name) text_pattern_ops, lower(last_name) text_pattern_ops, id);
create index users_last_name_lower_idx on users
  (lower(last_name) text_pattern_ops, lower(first_name) text_pattern_ops, id);
create index services_username_lower_idx on services (lower(username) text_pattern_ops, id);
create index invoices_number_lower_idx on invoices (lower(number) text_pattern_ops, id);
create index orders_number_lower_idx on orders (lower(number) text_pattern_ops, id);
create index tickets_number_lower_idx on tickets (lower(number) text_pattern_ops, id);
create index tickets_subject_lower_idx on tickets (lower(subject) text_pattern_ops, id);
create index transactions_transaction_ref_lower_idx on transactions
  (lower(transaction_ref) text_pattern_ops, id);
