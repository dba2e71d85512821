import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { Tld } from './tld.ts';

/** A prepaid voucher of a registry. Its code is never shown. */
const TldVoucher = builder.prismaNode('TldVoucher', {
  description: 'A prepaid voucher of a registry; its code is never shown. For staff.',
  id: { field: 'id' },
  read: 'domains:configure',
  select: {},
  fields: (t) => ({
    years: t.exposeInt('years', { description: 'Years it is good for.' }),
    usedAt: t.expose('usedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a name was registered or renewed with it; null while it is unused.',
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
  vouchers: t.relatedConnection('vouchers', {
    type: TldVoucher,
    cursor: 'id',
    nullable: true,
    totalCount: true,
    authScopes: { staff: true },
    description: 'Vouchers names are registered with, the oldest first. Staff only.',
    query: { orderBy: [{ id: 'asc' }] },
  }),
}));

command('deleteTldVoucher', {
  description: 'Delete a voucher that is not used yet.',
  permission: 'domains:configure',
  input: (t) => ({
    voucherId: t.globalID({ for: TldVoucher, required: true, description: 'The voucher.' }),
  }),
  errors: ['TLD_VOUCHER_NOT_FOUND', 'TLD_VOUCHER_USED'],
  run: async ({ tx, fail }, { voucherId }) => {
    const id = keyOf(voucherId);
    const { count } = await tx.tldVoucher.deleteMany({ where: { id, usedAt: null } });
    if (!count)
      fail(
        (await tx.tldVoucher.count({ where: { id } }))
          ? 'TLD_VOUCHER_USED'
          : 'TLD_VOUCHER_NOT_FOUND',
      );
    return { deletedId: `TldVoucher:${id}` };
  },
  payload: (t) => ({
    deletedId: t.exposeID('deletedId', { description: 'Id of the deleted voucher.' }),
  }),
});
