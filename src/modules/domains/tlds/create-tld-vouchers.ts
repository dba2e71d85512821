import { z } from 'zod';
import { hashToken } from '#core/secret.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Tld } from './tld.ts';

command('createTldVouchers', {
  description: 'Add prepaid vouchers with which domains of a TLD are registered or renewed.',
  permission: 'domains:configure',
  input: (t) => ({
    tldId: t.globalID({
      for: Tld,
      required: true,
      description: 'ID of the TLD the vouchers are for.',
    }),
    codes: t.field({
      type: ['Secret'],
      required: true,
      description: 'Voucher codes issued by the registrar. Codes already known are ignored.',
      validate: z.array(z.string().trim().min(1).max(200)).min(1).max(500),
    }),
    years: t.int({
      defaultValue: 1,
      description: 'Number of years each voucher covers.',
      validate: z.number().int().min(1).max(10).nullish(),
    }),
  }),
  errors: ['TLD_NOT_FOUND'],
  run: async ({ tx, app, fail }, { tldId, codes, years }) => {
    const id = keyOf(tldId);
    if (!(await tx.tld.count({ where: { id } }))) fail('TLD_NOT_FOUND');
    const box = app.keyring.box('tld-voucher');
    const { count } = await tx.tldVoucher.createMany({
      data: codes.map((code) => {
        const codeHash = hashToken(code.trim());
        const codeEncrypted = box.encrypt(code.trim(), `tld_vouchers:${codeHash}`);
        return { tldId: id, codeHash, codeEncrypted, years: years ?? 1 };
      }),
      skipDuplicates: true,
    });
    return { added: count, tldId: id };
  },
  payload: (t) => ({
    added: t.exposeInt('added', { description: 'Number of new vouchers added.' }),
    tld: rowField(t, Tld, 'tldId', 'The TLD with the vouchers.'),
  }),
});
