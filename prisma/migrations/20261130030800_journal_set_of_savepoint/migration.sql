-- A set made within a savepoint of the running transaction is new as well: it is visible here and its
-- transaction has not ended. The first comparison is the usual case and costs nothing.
create or replace function journal_set_is_new() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from journal_sets
    where id = new.set_id
      and (xmin = pg_current_xact_id()::xid
        or pg_xact_status((((pg_current_xact_id()::text::bigint >> 32) << 32)
                           | xmin::text::bigint)::text::xid8) = 'in progress')
  ) then
    raise exception 'Journal set % is closed.', new.set_id using errcode = '23514';
  end if;
  return new;
end $$;
