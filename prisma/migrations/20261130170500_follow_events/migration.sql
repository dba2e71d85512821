-- By hand --

-- Events without a position are few and looked for all the time: without an index of their own each
-- look reads the log from its beginning.
create unique index outbox_events_waiting_key on outbox_events (id) where position is null;

-- Gives the oldest committed events that have no position theirs, at most so many, and tells whoever
-- listens how far the log goes; answers how many they were and how far that is. The counter's row
-- lock lets one process in at a time and is held until the commit. Each statement looks after the
-- one before it, so what is stamped is looked for under the lock.
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
  if stamped > 0 then perform pg_notify('outbox', last::text); end if;
end $$;

-- The next page of the log after a position, in one round trip: where committed events have no position
-- yet, so many of them are given theirs first. Answers how far the log goes, and whether there may be
-- more than the page.
create function follow_events(after bigint, most int, out last bigint, out more boolean, out events json)
language plpgsql as $$
declare given int := 0;
begin
  if exists (select 1 from outbox_events where position is null) then
    select stamped into given from stamp_events(most);
  end if;
  select coalesce(max(position), 0) into last from outbox_consumers where name = '(relay)';
  select json_agg(page order by page.position), count(*) = most or given = most into events, more from (
    select id, position, type, payload, client_id as "clientId", reseller_id as "resellerId",
           department_id as "departmentId", subject_id as "subjectId", admin_id as "adminId",
           user_id as "userId", credential_id as "credentialId", at
    from outbox_events where position > after and position <= last order by position limit most
  ) page;
end $$;
