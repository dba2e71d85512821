import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { Contact } from '#modules/clients/contacts/contact.ts';
import { setDefaultPayMethod } from '#modules/clients/default-pay-method.ts';
import { contactFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { visiblePayMethods } from '#modules/billing/visible.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';
import { PayMethod } from './pay-method.ts';

command('updatePayMethod', {
  description:
    'Change a stored pay method. Omitted fields stay unchanged. What it is charged by stays with its gateway: another card is another pay method.',
  permission: 'billing:pay',
  input: (t) => ({
    payMethodId: t.globalID({
      for: PayMethod,
      required: true,
      description: 'ID of the pay method to change.',
    }),
    description: t.string({
      description: 'Name the client gives the pay method. At most 100 characters.',
      validate: z.string().trim().max(100),
    }),
    billingContactId: t.globalID({
      for: Contact,
      description:
        'ID of the contact of the client whose address it is billed to. Null for the client’s own.',
    }),
    isDefault: t.boolean({
      description:
        'Whether the pay method is charged unless another one is named. The former default is unset.',
    }),
  }),
  errors: ['PAY_METHOD_NOT_FOUND', 'CONTACT_NOT_FOUND'],
  nulls: { description: '', billingContactId: null },
  run: async (work, { payMethodId, description, billingContactId, isDefault }) => {
    const { tx, actor, fail } = work;
    const id = keyOf(payMethodId);
    const where = { AND: [{ id }, visiblePayMethods(actor)] };
    const method = await tx.payMethod.findFirst({ where, select: { clientId: true } });
    if (!method) return fail('PAY_METHOD_NOT_FOUND');
    const { clientId } = method;
    await lockClientMoney(tx, clientId);
    const contact =
      billingContactId && (await contactFor(work, keyOf(billingContactId), clientId)).id;
    const former = await tx.payMethod.findFirst({
      where: { clientId, isDefault: true, removedAt: null, id: { not: id } },
      select: { id: true },
    });
    await tx.payMethod.update({
      where: { id },
      data: {
        ...(description != null && { description }),
        ...(contact !== undefined && { contactId: contact }),
        ...(isDefault === false && { isDefault }),
      },
    });
    if (isDefault) await setDefaultPayMethod(tx, clientId, id);
    if (isDefault === false)
      await tx.client.updateMany({
        where: { id: clientId, defaultPayMethodId: id },
        data: { defaultPayMethodId: null },
      });
    work.announce('payMethod.changed', { payMethodId: id, clientId });
    return { payMethodId: id, clientId, formerId: (isDefault && former?.id) || null };
  },
  payload: (t) => ({
    payMethod: t.prismaField({
      type: PayMethod,
      description: 'The pay method after the change.',
      resolve: (query, { payMethodId }, _args, { db }) =>
        db.payMethod.findUniqueOrThrow({ ...query, where: { id: payMethodId } }),
    }),
    formerDefault: rowField(
      t,
      PayMethod,
      'formerId',
      'The pay method that was the default before, as it is now; null where that did not change.',
    ),
    client: rowField(t, Client, 'clientId', 'The client, whose default pay method it may be.'),
  }),
});
