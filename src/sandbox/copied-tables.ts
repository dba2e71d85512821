/** A table that a sandbox has from its company. */
export interface CopiedTable {
  name: string;
  /** Which rows; all of them where it is left out. */
  where?: string;
  /** What stands in columns instead, as SQL: nothing of the company's providers, people and files. */
  instead?: Readonly<Record<string, string>>;
}

/** What products and addons are delivered by: nothing outside. */
const delivered = {
  server_module: `case server_module when '' then '' else 'autorelease' end`,
  server_group_id: 'null',
};

const ofCompany = 'list_id in (select id from price_lists where owner_id is null)';

/**
 * What a sandbox has from its company, in an order in which rows come after those they point at:
 * what is sold and how it is billed. No client, key, account of a provider or member of staff.
 */
export const copiedTables: readonly CopiedTable[] = [
  { name: 'currencies' },
  { name: 'currency_rates' },
  { name: 'tax_rules' },
  { name: 'settings' },
  { name: 'departments' },
  { name: 'ticket_statuses' },
  { name: 'predefined_reply_categories' },
  { name: 'predefined_replies' },
  { name: 'security_questions' },
  { name: 'email_templates', instead: { attachments: 'null' } },
  { name: 'client_groups' },
  { name: 'product_types' },
  { name: 'product_groups' },
  { name: 'config_option_groups' },
  { name: 'config_options' },
  { name: 'config_option_choices' },
  { name: 'config_option_prices' },
  { name: 'addons', instead: delivered },
  { name: 'addon_prices' },
  { name: 'products', instead: delivered },
  { name: 'product_prices' },
  { name: 'product_upgrade_paths' },
  { name: 'product_config_option_groups' },
  { name: 'addon_products' },
  { name: 'tlds', instead: { registrar_id: '1' } },
  { name: 'tld_prices' },
  { name: 'tld_addon_prices' },
  { name: 'tld_categories' },
  { name: 'tld_category_members' },
  { name: 'tld_fields' },
  { name: 'promotions', instead: { uses: '0' } },
  { name: 'promotion_targets' },
  { name: 'price_lists', where: 'owner_id is null' },
  { name: 'product_keys' },
  { name: 'product_key_plans' },
  { name: 'price_slabs', where: ofCompany },
  { name: 'price_list_entries', where: ofCompany },
];

/** What comes after the people: theirs are not asked for what the company asks of its clients. */
export const laterTables: readonly CopiedTable[] = [{ name: 'custom_fields' }];
