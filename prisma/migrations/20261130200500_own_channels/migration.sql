-- By hand --

-- NOTIFY reaches every session of the server's database, whatever schema they work in: the channels
-- of a sandbox end in its name, as its sessions say, so that nobody is woken by what others did.
create function notify_own(channel text, payload text) returns void language sql as $$
  select pg_notify(concat(channel, current_setting('hostgraph.channel_end', true)), payload)
$$;

create or replace function stamp_events(most int, out stamped int, out last bigint) language plpgsql as $$
begin
  insert into outbox_consumers (name, position) values ('(relay)', 0)
  on conflict (name) do update set updated_at = now();

  with waiting as (
    select id from outbox_events where position is null order by id limit most
  ), numbered as (
    select id, row_number() over (order by id) as place from waiting
  ), counted as (
    update outbox_consumers
    set position = position + (select count(*) from numbered), updated_at = now()
    where name = '(relay)'
    returning position
  )
  update outbox_events as event
  set position = counted.position - (select count(*) from numbered) + numbered.place
  from numbered, counted
  where event.id = numbered.id;
  get diagnostics stamped = row_count;

  select position into last from outbox_consumers where name = '(relay)';
  if stamped > 0 then perform notify_own('outbox', last::text); end if;
end $$;

create or replace function note_access_change() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('hostgraph.access', true), '') <> 'changed' then
    perform set_config('hostgraph.access', 'changed', true);
    insert into outbox_events (type, payload, at) values ('access.changed', '{}', now());
    perform notify_own('outbox', '');
  end if;
  return null;
end $$;
