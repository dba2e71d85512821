import { rowField } from '#schema/payload-rows.ts';
import { forStaff } from '#modules/access/visible.ts';
import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { numbers, timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { Tld } from './tld.ts';

/** A prepaid voucher of a registry. Its code is never shown. */
const TldVoucher = builder.prismaNode('TldVoucher', {
  description: 'A prepaid voucher of a registry; its code is never shown. For staff.',
  id: { field: 'id' },
  read: 'domains:configure',
  visible: forStaff,
  select: {},
  fields: (t) => ({
    tld: t.relation('tld', { description: 'TLD it is good for.' }),
    years: t.exposeInt('years', { description: 'Years it is good for.' }),
    usedAt: t.expose('usedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a name was registered or renewed with it; null while it is unused.',
    }),
    domain: t.relation('usedForDomain', {
      nullable: true,
      description: 'Domain that was registered or renewed with it. Null while it is unused.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

builder.prismaObjectFields(Tld, (t) => ({
  graceCost: t.expose('graceCost', {
    type: 'Decimal',
    nullable: true,
    authScopes: { staff: true },
    description:
      'What a renewal in the grace period costs the company on top, in the base currency. Staff only.',
  }),
  redemptionCost: t.expose('redemptionCost', {
    type: 'Decimal',
    nullable: true,
    authScopes: { staff: true },
    description: 'What a restore costs the company on top, in the base currency. Staff only.',
  }),
  whoisServer: t.exposeString('whoisServer', {
    nullable: true,
    description: 'WHOIS server asked for its names; null for the known one.',
  }),
  rdapUrl: t.exposeString('rdapUrl', {
    nullable: true,
    description: 'RDAP service asked for its names; null for the registry’s own.',
  }),
}));

declareList({
  type: TldVoucher,
  noun: 'TldVoucher',
  model: 'TldVoucher',
  visible: forStaff,
  filter: {
    isUsed: whether(() => ({ usedAt: { not: null } }), 'Whether they are used.'),
    years: numbers('years', 'Years they are good for.'),
    usedAt: timeSpans('usedAt', 'Time of use.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    YEARS: ['years', 'By the years they are good for.'],
    USED_AT: ['usedAt', 'By the time of use.'],
  },
  search: null,
}).under('Tld', 'vouchers', 'vouchers', {
  description: 'Vouchers names are registered with, the oldest first. Staff only.',
  isForStaff: true,
});

command('deleteTldVoucher', {
  description: 'Delete a voucher that is not used yet.',
  permission: 'domains:configure',
  input: (t) => ({
    voucherId: t.globalID({
      for: TldVoucher,
      required: true,
      description: 'ID of the voucher to delete.',
    }),
  }),
  errors: ['TLD_VOUCHER_NOT_FOUND', 'TLD_VOUCHER_USED'],
  run: async ({ tx, fail }, { voucherId }) => {
    const id = keyOf(voucherId);
    const voucher = await tx.tldVoucher.findUnique({ where: { id } });
    if (!voucher) return fail('TLD_VOUCHER_NOT_FOUND');
    const { count } = await tx.tldVoucher.deleteMany({ where: { id, usedAt: null } });
    if (!count) fail('TLD_VOUCHER_USED');
    return { voucherId: id, tldId: voucher.tldId };
  },
  deletes: { type: 'TldVoucher', key: 'voucherId' },
  payload: (t) => ({
    tld: rowField(t, Tld, 'tldId', 'The TLD, without the voucher.'),
  }),
});
