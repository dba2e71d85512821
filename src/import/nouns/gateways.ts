import { always, int, made, plain, text } from '#import/columns.ts';
import { noun } from '#import/noun.ts';
import { gatewaysTable } from '#import/source/whmcs.ts';

/** They come switched off: their credentials are entered anew. */
export const gateways = noun({
  name: 'payment gateways',
  table: 'tblpaymentgateways',
  query: gatewaysTable,
  target: 'gateways',
  isKept: true,
  columns: {
    id: int('id'),
    label: text('gateway'),
    module: text('gateway'),
    display_name: made(
      ['displayname', 'gateway'],
      (row, look) => plain(row, 'displayname', look) || String(row.gateway),
    ),
    is_active: always(false),
    sort_order: int('sortorder'),
  },
  left: { value: 'settings and credentials are encrypted at the source: enter them anew' },
});
