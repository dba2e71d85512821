-- By hand --

-- Parts of words are found by their trigrams, in any letter case, where the server has the
-- extension; without it they are found as well, row by row.
do $$
begin
  create extension if not exists pg_trgm;
exception when feature_not_supported or insufficient_privilege or undefined_file then
  raise notice 'pg_trgm is not available: searches read whole tables';
end $$;

do $$
begin
  if not exists (select 1 from pg_extension where extname = 'pg_trgm') then
    return;
  end if;
  create index clients_search_idx on clients using gin (first_name gin_trgm_ops,
    last_name gin_trgm_ops, company_name gin_trgm_ops, email gin_trgm_ops,
    phone_number gin_trgm_ops);
  create index contacts_search_idx on contacts using gin (first_name gin_trgm_ops,
    last_name gin_trgm_ops, company_name gin_trgm_ops, email gin_trgm_ops,
    phone_number gin_trgm_ops);
  create index users_search_idx on users using gin (first_name gin_trgm_ops,
    last_name gin_trgm_ops, email gin_trgm_ops);
  create index domains_search_idx on domains using gin (name gin_trgm_ops,
    unicode_name gin_trgm_ops);
  create index services_search_idx on services using gin (domain_name gin_trgm_ops,
    username gin_trgm_ops);
  create index invoices_search_idx on invoices using gin (number gin_trgm_ops);
  create index invoice_items_search_idx on invoice_items using gin (description gin_trgm_ops);
  create index orders_search_idx on orders using gin (number gin_trgm_ops);
  create index tickets_search_idx on tickets using gin (number gin_trgm_ops,
    subject gin_trgm_ops, message gin_trgm_ops);
  create index ticket_replies_search_idx on ticket_replies using gin (message gin_trgm_ops);
  create index transactions_search_idx on transactions using gin (transaction_ref gin_trgm_ops,
    description gin_trgm_ops);
  create index emails_search_idx on emails using gin (subject gin_trgm_ops, "to" gin_trgm_ops);
end $$;
