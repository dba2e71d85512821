-- AlterTable
ALTER TABLE "outbox_events" ADD COLUMN     "admin_id" INTEGER,
ADD COLUMN     "credential_id" INTEGER,
ADD COLUMN     "user_id" INTEGER;

-- By hand --

-- Says in the event log, too, that rights were changed: whoever follows it is looked up again
-- before hearing of anything that happened later. Once in a transaction.
create or replace function note_access_change() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('hostgraph.access', true), '') <> 'changed' then
    perform set_config('hostgraph.access', 'changed', true);
    insert into outbox_events (type, payload, at) values ('access.changed', '{}', now());
    perform pg_notify('outbox', '');
  end if;
  return null;
end $$;

create trigger note_access_change after insert or update of cidr, expires_at
  on banned_addresses for each statement execute function note_access_change();
create trigger note_access_change_of_status after update of status
  on resellers for each statement execute function note_access_change();
