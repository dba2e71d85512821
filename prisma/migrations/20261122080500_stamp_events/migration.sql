-- By hand --

-- Gives the oldest committed events that have no position theirs, at most so many, and tells whoever
-- listens; answers how many they were and how far the log goes now. The counter's row lock lets one
-- process in at a time and is held until the commit. Each statement looks after the one before it,
-- so what is stamped is looked for under the lock.
create function stamp_events(most int, out stamped int, out last bigint) language plpgsql as $$
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
  perform pg_notify('outbox', '');
end $$;
