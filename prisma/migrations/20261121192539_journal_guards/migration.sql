-- AlterTable
ALTER TABLE "payment_attempts" ADD COLUMN     "charge_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
ADD COLUMN     "charge_currency" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "transactions" ADD COLUMN     "overpaid" DECIMAL(19,4) NOT NULL DEFAULT 0;

-- By hand --

-- What was written stays written. Arguments: the columns that may become null when the row they
-- point at goes away.
create function hold_fast() returns trigger language plpgsql as $$
declare
  before jsonb;
  after jsonb;
  name text;
begin
  if tg_op <> 'UPDATE' then
    raise exception 'Rows of % are never removed.', tg_table_name using errcode = '23514';
  end if;
  before := to_jsonb(old);
  after := to_jsonb(new);
  foreach name in array tg_argv loop
    if after -> name = 'null'::jsonb then
      before := before || jsonb_build_object(name, null);
    end if;
  end loop;
  if before is distinct from after then
    raise exception 'Rows of % are never changed.', tg_table_name using errcode = '23514';
  end if;
  return new;
end $$;

create trigger journal_entries_hold before update or delete on journal_entries for each row
  execute function hold_fast('client_id', 'reseller_id', 'affiliate_id', 'gateway_id', 'invoice_id');
create trigger journal_entries_keep before truncate on journal_entries for each statement
  execute function hold_fast();
create trigger journal_sets_hold before update or delete on journal_sets for each row
  execute function hold_fast();
create trigger journal_sets_keep before truncate on journal_sets for each statement
  execute function hold_fast();
create trigger credit_entries_hold before update or delete on credit_entries for each row
  execute function hold_fast('client_id', 'invoice_id', 'transaction_id', 'journal_set_id', 'admin_id');

-- A set is complete when its transaction ends, and nothing is added to it later.
create function journal_set_is_new() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from journal_sets
    where id = new.set_id and xmin = pg_current_xact_id()::xid
  ) then
    raise exception 'Journal set % is closed.', new.set_id using errcode = '23514';
  end if;
  return new;
end $$;

create trigger journal_entries_into_new_set before insert on journal_entries for each row
  execute function journal_set_is_new();

create function journal_set_balances() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select currency_code, sum(amount) as amount into wrong
  from journal_entries where set_id = new.set_id
  group by currency_code having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'Journal set % is off by % %.', new.set_id, wrong.amount, wrong.currency_code
      using errcode = '23514';
  end if;
  return null;
end $$;

create constraint trigger journal_entries_balance after insert on journal_entries
  deferrable initially deferred for each row execute function journal_set_balances();

-- Credit is spent down to the limit and no further, whoever asks. Lowering the limit is allowed.
create function credit_stays_within_limit() returns trigger language plpgsql as $$
begin
  if new.credit_balance < old.credit_balance and new.credit_balance < -new.credit_limit then
    raise exception 'The credit of client % would go below its limit.', new.id
      using errcode = '23514';
  end if;
  return new;
end $$;

create trigger clients_credit_limit before update of credit_balance on clients for each row
  execute function credit_stays_within_limit();

create unique index currencies_one_base on currencies (is_base) where is_base;
create unique index payment_attempts_one_pending on payment_attempts (invoice_id)
  where status = 'PENDING';
create unique index pay_methods_one_default on pay_methods (client_id)
  where is_default and removed_at is null;

alter table transactions add constraint transactions_amounts check (
  amount_in >= 0 and amount_out >= 0 and overpaid >= 0 and overpaid <= amount_in
);
alter table invoices add constraint invoices_amounts check (credit >= 0 and amount_paid >= 0);
