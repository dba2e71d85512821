import * as is from '#import/columns.ts';
import { type ColumnMap, LeftOut, type Noun, noun } from '#import/noun.ts';

const owners = { client: 'CLIENT', product: 'PRODUCT', addon: 'ADDON', support: 'DEPARTMENT' };

const types = {
  text: 'TEXT',
  link: 'LINK',
  password: 'PASSWORD',
  dropdown: 'DROPDOWN',
  tickbox: 'TICKBOX',
  textarea: 'TEXTAREA',
};

/** What a field of that type belongs to; one of another type belongs to something else. */
const belonging = (type: string, noun: string): ColumnMap =>
  is.made(
    ['type', 'relid'],
    (row, look) => (row.type === type ? is.needed(noun, Number(row.relid), look) : null),
    { refers: noun },
  );

export const customFields = noun({
  name: 'custom fields',
  table: 'tblcustomfields',
  target: 'custom_fields',
  columns: {
    id: is.int('id'),
    owner: is.oneOf('type', owners, 'CLIENT'),
    product_id: belonging('product', 'products'),
    addon_id: belonging('addon', 'addons'),
    department_id: belonging('support', 'departments'),
    name: is.text('fieldname'),
    type: is.oneOf('fieldtype', types, 'TEXT'),
    description: is.text('description'),
    options: is.parts('fieldoptions', /,/),
    regex: is.text('regexpr'),
    is_required: is.flag('required'),
    is_admin_only: is.flag('adminonly'),
    is_shown_on_order: is.flag('showorder'),
    is_shown_on_invoice: is.flag('showinvoice'),
    sort_order: is.int('sortorder'),
  },
});

/** The values of fields of one kind of owner; the last one where a row has several. */
const valuesOf = (type: string, owned: string, column: string): Noun =>
  noun({
    name: `custom fields of ${owned}`,
    table: 'tblcustomfieldsvalues',
    query: `(
      select v.*, f.fieldtype from tblcustomfieldsvalues v
      join tblcustomfields f on f.id = v.fieldid and f.type = '${type}'
      join (select max(id) as id from tblcustomfieldsvalues group by fieldid, relid) l
        on l.id = v.id)`,
    target: 'custom_field_values',
    key: ['field_id', column],
    columns: {
      field_id: is.owner('custom fields', 'fieldid'),
      [column]: is.owner(owned, 'relid'),
      value: is.made(['value', 'fieldtype'], (row, look) => {
        if (row.fieldtype === 'password')
          throw new LeftOut('a password, which is encrypted at the source');
        return is.plain(row, 'value', look);
      }),
    },
  });

export const clientValues = valuesOf('client', 'clients', 'client_id');
export const serviceValues = valuesOf('product', 'services', 'service_id');
export const addonValues = valuesOf('addon', 'service addons', 'service_addon_id');
export const ticketValues = valuesOf('support', 'tickets', 'ticket_id');
