-- By hand --

-- Processes believe for a moment which version of a price list somebody pays, too.
create trigger note_price_change after insert or update or delete
  on price_lists for each statement execute function note_access_change();
create trigger note_price_change
  after update of cost_price_list_id, customer_price_list_id, status
  on resellers for each statement execute function note_access_change();
create trigger note_price_change after update of reseller_id
  on clients for each statement execute function note_access_change();
