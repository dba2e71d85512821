-- By hand --

-- Notes, until the end of the transaction, that it changed who may do what. Processes believe for
-- a moment what they read of it, and a change that touched it is answered after that moment.
create function note_access_change() returns trigger language plpgsql as $$
begin
  perform set_config('hostgraph.access', 'changed', true);
  return null;
end $$;

create trigger note_access_change
  after delete or update of kind, token_hash, permissions, commands, expires_at, revoked_at, admin_id, client_id, reseller_id
  on api_credentials for each statement execute function note_access_change();
create trigger note_access_change after insert or update or delete
  on api_credential_addresses for each statement execute function note_access_change();
create trigger note_access_change after insert or update of client_id or delete
  on resellers for each statement execute function note_access_change();
create trigger note_access_change after update of is_disabled, role_id or delete
  on admins for each statement execute function note_access_change();
create trigger note_access_change after update of permissions or delete
  on admin_roles for each statement execute function note_access_change();
create trigger note_access_change after update of status or delete
  on clients for each statement execute function note_access_change();
create trigger note_access_change after update of status or delete
  on users for each statement execute function note_access_change();
create trigger note_access_change after insert or update of client_id, user_id, is_owner, permissions or delete
  on user_clients for each statement execute function note_access_change();
create trigger note_access_change
  after delete or update of access_token_hash, access_expires_at, revoked_at, client_id, user_id, admin_id
  on sessions for each statement execute function note_access_change();
