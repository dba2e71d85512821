import { concernedField } from '#schema/payload-rows.ts';
import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { changeCredit } from './change-credit.ts';
import { CreditEntry } from './credit-entry.ts';

command('addCredit', {
  legacy: 'AddCredit',
  description:
    "Add an amount to a client's credit manually. A reseller gives it from its own credit.",
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client whose credit is increased.',
    }),
    description: t.string({
      required: true,
      description: 'Reason for adding the credit, shown in the list of credit changes.',
      validate: z.string().trim().min(1, 'is required').max(1_000),
    }),
    amount: t.field({
      type: 'Decimal',
      required: true,
      description: 'Amount to add to the credit; must be above zero.',
    }),
    enteredOn: t.field({ type: 'Date', description: 'Date of the credit change. Default: today.' }),
    adminId: t.globalID({
      for: Admin,
      description:
        'ID of the staff member recorded for the change. Default: the actor. Staff only.',
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'AMOUNT_NOT_POSITIVE',
    'ADMIN_NOT_FOUND',
    'AMOUNT_TOO_LARGE',
    'CREDIT_INSUFFICIENT',
    'CREDIT_CURRENCY_DIFFERS',
  ],
  run: async (work, { clientId, description, amount, enteredOn, adminId }) => {
    const creditId = await changeCredit(work, 1, {
      clientId: keyOf(clientId),
      amount,
      description,
      enteredOn,
      adminId: await adminOf(work, adminId && keyOf(adminId)),
    });
    return { creditId };
  },
  payload: (t) => ({
    credit: t.prismaField({
      type: CreditEntry,
      description: "The credit change, with the client's balance after the addition.",
      resolve: (query, { creditId }, _args, { db }) =>
        db.creditEntry.findUniqueOrThrow({ ...query, where: { id: creditId } }),
    }),
    client: concernedField(t, Client, 'The client with the credit.'),
  }),
});

/** Who it is noted under. @throws DomainError ADMIN_NOT_FOUND */
async function adminOf({ tx, actor }: Work, requested?: number | null): Promise<number | null> {
  if (!requested) return actor.adminId;
  const admin = isStaff(actor)
    ? await tx.admin.findFirst({
        where: { id: requested, isDisabled: false },
        select: { id: true },
      })
    : null;
  if (!admin) throw new DomainError('ADMIN_NOT_FOUND', undefined, { field: 'adminId' });
  return admin.id;
}
