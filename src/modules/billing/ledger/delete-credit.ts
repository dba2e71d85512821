import { concernedField } from '#schema/payload-rows.ts';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { changeCredit } from './change-credit.ts';
import { CreditEntry } from './credit-entry.ts';

command('deleteCredit', {
  legacy: 'DeleteCredit',
  description:
    "Take an amount from a client's credit manually. What a reseller takes becomes its own credit.",
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client whose credit is reduced.',
    }),
    description: t.string({
      required: true,
      description: 'Reason for taking the credit, shown in the list of credit changes.',
      validate: z.string().trim().min(1, 'is required').max(1_000),
    }),
    amount: t.field({
      type: 'Decimal',
      required: true,
      description: 'Amount to take from the credit; must be above zero.',
    }),
    enteredOn: t.field({ type: 'Date', description: 'Date of the credit change. Default: today.' }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'AMOUNT_NOT_POSITIVE',
    'CREDIT_INSUFFICIENT',
    'CREDIT_CURRENCY_DIFFERS',
  ],
  run: async (work, { clientId, description, amount, enteredOn }) => {
    const creditId = await changeCredit(work, -1, {
      clientId: keyOf(clientId),
      amount,
      description,
      enteredOn,
      adminId: work.actor.adminId,
    });
    return { creditId };
  },
  payload: (t) => ({
    credit: t.prismaField({
      type: CreditEntry,
      description: "The credit change, with the client's balance after the deduction.",
      resolve: (query, { creditId }, _args, { db }) =>
        db.creditEntry.findUniqueOrThrow({ ...query, where: { id: creditId } }),
    }),
    client: concernedField(t, Client, 'The client with the credit that remains.'),
  }),
});
