import { keyOf } from '#core/ids.ts';
import type { Permission } from '#core/permissions.ts';
import type { RefusalCode } from '#core/refusal.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { type FundsAsker, makeFundsInvoice } from './funds.ts';
import { invoicePayload } from './invoice-payload.ts';

interface FundsCommand {
  legacy: string;
  description: string;
  permission: Permission;
  /** The refusals besides those of the client and the amount. */
  refuses: readonly RefusalCode[];
  /** Whose terms hold. */
  asker: FundsAsker;
}

/** Declares a mutation that makes an invoice by which a client buys credit. */
export function fundsCommand(name: string, { refuses, asker, ...spec }: FundsCommand): void {
  command(name, {
    ...spec,
    input: (t) => ({
      clientId: t.globalID({ for: Client, required: true, description: 'Whose credit.' }),
      amount: t.field({ type: 'Decimal', required: true, description: 'How much credit.' }),
    }),
    refuses: [
      'CLIENT_NOT_FOUND',
      ...refuses,
      'AMOUNT_NOT_POSITIVE',
      'FUNDS_OUT_OF_RANGE',
      'FUNDS_BALANCE_TOO_HIGH',
    ],
    run: async (work, { clientId, amount }) => {
      const { id } = await clientFor(work, keyOf(clientId), { id: true });
      return { invoiceId: await makeFundsInvoice(work, id, amount, asker) };
    },
    payload: (t) => invoicePayload(t, 'The invoice to pay.'),
  });
}
