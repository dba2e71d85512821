-- By hand --

-- What people search for is stored in one form of Unicode from now on; so are the rows there are.
do $$
declare
  one record;
begin
  for one in
    select name, string_agg(format('%1$I = normalize(%1$I, nfc)', part), ', ') as changed,
      string_agg(format('%I is not nfc normalized', part), ' or ') as odd
    from (values
      ('clients', 'first_name last_name company_name address1 address2 city state notes'),
      ('contacts', 'first_name last_name company_name address1 address2 city state'),
      ('users', 'first_name last_name'),
      ('quotes', 'subject first_name last_name company_name address1 address2 city state'),
      ('tickets', 'subject message'),
      ('ticket_notes', 'message'),
      ('ticket_replies', 'message'),
      ('client_notes', 'note'),
      ('invoice_items', 'description'),
      ('emails', 'subject'),
      ('announcements', 'title body'),
      ('knowledge_base_articles', 'title body')
    ) as searched (name, parts), unnest(string_to_array(parts, ' ')) as part
    group by name
  loop
    execute format('update %I set %s where %s', one.name, one.changed, one.odd);
  end loop;
end $$;
