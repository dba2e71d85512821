import { keyOf } from '#core/ids.ts';
import type { Permission } from '#core/permissions.ts';
import type { ErrorCode } from '#core/errors.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { type FundsInitiator, makeFundsInvoice } from './funds.ts';
import { invoicePayload } from '#modules/billing/invoices/invoice-payload.ts';

interface FundsCommand {
  legacy: string;
  description: string;
  permission: Permission;
  /** The errors besides those of the client and the amount. */
  errors: readonly ErrorCode[];
  /** Whose terms hold. */
  requester: FundsInitiator;
}

/** Declares a mutation that makes an invoice by which a client buys credit. */
export function fundsCommand(name: string, { errors, requester, ...spec }: FundsCommand): void {
  command(name, {
    ...spec,
    input: (t) => ({
      clientId: t.globalID({
        for: Client,
        required: true,
        description: 'ID of the client who buys the credit.',
      }),
      amount: t.field({ type: 'Decimal', required: true, description: 'Amount of credit to buy.' }),
    }),
    errors: [
      'CLIENT_NOT_FOUND',
      ...errors,
      'AMOUNT_NOT_POSITIVE',
      'FUNDS_OUT_OF_RANGE',
      'FUNDS_BALANCE_TOO_HIGH',
    ],
    run: async (work, { clientId, amount }) => {
      const { id } = await clientFor(work, keyOf(clientId), { id: true });
      return { invoiceId: await makeFundsInvoice(work, id, amount, requester) };
    },
    payload: (t) => invoicePayload(t, 'The invoice to pay.'),
  });
}
