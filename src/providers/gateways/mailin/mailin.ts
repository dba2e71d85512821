import { ProviderError } from '#core/provider-error.ts';
import { WebhookRejected, type PaymentGateway } from '#providers/gateways/gateway.ts';

/** What staff enter for bank transfers. */
export interface MailInSettings {
  /** Shown on the invoice: account, bank, what to write as reference. */
  instructions: string;
}

/** Bank transfer: the customer reads instructions, staff record the money when it arrives. */
export function connectMailIn({ instructions }: MailInSettings): PaymentGateway {
  const no = (what: string) => async () => {
    throw new ProviderError('REFUSED', `Bank transfers cannot be ${what} by the system.`);
  };
  return {
    name: 'mailin',
    displayName: 'Bank Transfer',
    kind: 'OFFLINE',
    findsByKey: false,
    createPayment: async () => ({ reference: '', instructions }),
    complete: no('confirmed'),
    capture: no('captured'),
    refund: no('refunded'),
    find: async () => null,
    findRefund: async () => null,
    storeMethod: no('stored'),
    deleteMethod: no('deleted'),
    parseWebhook: async () => {
      throw new WebhookRejected('Bank transfers have no webhooks.');
    },
  };
}
