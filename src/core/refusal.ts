import { GraphQLError } from 'graphql';
import { accessRefusals } from './refusals/access.ts';
import { affiliatesRefusals } from './refusals/affiliates.ts';
import { billingRefusals } from './refusals/billing.ts';
import { cartRefusals } from './refusals/cart.ts';
import { catalogRefusals } from './refusals/catalog.ts';
import { clientsRefusals } from './refusals/clients.ts';
import { domainsRefusals } from './refusals/domains.ts';
import { gatewayRefusals } from './refusals/gateway.ts';
import { mailRefusals } from './refusals/mail.ts';
import { ordersRefusals } from './refusals/orders.ts';
import { quotesRefusals } from './refusals/quotes.ts';
import { resellersRefusals } from './refusals/resellers.ts';
import { servicesRefusals } from './refusals/services.ts';
import { supportRefusals } from './refusals/support.ts';
import { systemRefusals } from './refusals/system.ts';

/** Every reason this gateway has for saying no, with its usual words. Closed: a code not here does not exist. */
export const refusals = {
  ...gatewayRefusals,
  ...accessRefusals,
  ...systemRefusals,
  ...clientsRefusals,
  ...catalogRefusals,
  ...servicesRefusals,
  ...domainsRefusals,
  ...billingRefusals,
  ...quotesRefusals,
  ...ordersRefusals,
  ...cartRefusals,
  ...resellersRefusals,
  ...affiliatesRefusals,
  ...supportRefusals,
  ...mailRefusals,
} as const;

/** A stable, documented code; on GraphQL it is `extensions.code`. */
export type RefusalCode = keyof typeof refusals;

/** One thing wrong with the input: where it stands and what was expected. */
export interface InputIssue {
  path: (string | number)[];
  message: string;
}

/** What may accompany a refusal; all of it is shown to the caller. */
export interface RefusalDetails {
  /** The input field at fault. */
  field?: string;
  /** Every fault found in the input. */
  issues?: InputIssue[];
  /** Values of this case, for programs that react to them. */
  [detail: string]: unknown;
}

/**
 * A deliberate no: shown to the caller as it stands, while every other error is masked.
 * Throwing one inside a command undoes the whole change.
 */
export class Refusal extends GraphQLError {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string = refusals[code], details: RefusalDetails = {}) {
    super(message, { extensions: { code, ...details } });
    this.name = 'Refusal';
    this.code = code;
  }
}
