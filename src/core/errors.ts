import { GraphQLError } from 'graphql';
import { accessErrors } from '#core/errors/access.ts';
import { isRetryableCode } from '#core/errors/advice.ts';
import { affiliatesErrors } from '#core/errors/affiliates.ts';
import { billingErrors } from '#core/errors/billing.ts';
import { cartErrors } from '#core/errors/cart.ts';
import { catalogErrors } from '#core/errors/catalog.ts';
import { clientsErrors } from '#core/errors/clients.ts';
import { domainsErrors } from '#core/errors/domains.ts';
import { gatewayErrors } from '#core/errors/gateway.ts';
import { mailErrors } from '#core/errors/mail.ts';
import { ordersErrors } from '#core/errors/orders.ts';
import { quotesErrors } from '#core/errors/quotes.ts';
import { resellersErrors } from '#core/errors/resellers.ts';
import { servicesErrors } from '#core/errors/services.ts';
import { supportErrors } from '#core/errors/support.ts';
import { systemErrors } from '#core/errors/system.ts';

/** Every reason this gateway has for saying no, with its usual words. Closed: a code not here does not exist. */
export const errorMessages = {
  ...gatewayErrors,
  ...accessErrors,
  ...systemErrors,
  ...clientsErrors,
  ...catalogErrors,
  ...servicesErrors,
  ...domainsErrors,
  ...billingErrors,
  ...quotesErrors,
  ...ordersErrors,
  ...cartErrors,
  ...resellersErrors,
  ...affiliatesErrors,
  ...supportErrors,
  ...mailErrors,
} as const;

/** A stable, documented code; on GraphQL it is `extensions.code`. */
export type ErrorCode = keyof typeof errorMessages;

/** One thing wrong with the input: where it stands and what was expected. */
export interface InputIssue {
  path: (string | number)[];
  message: string;
}

/** What may accompany an error; all of it is shown to the caller. */
export interface ErrorDetails {
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
export class DomainError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string = errorMessages[code], details: ErrorDetails = {}) {
    super(message, { extensions: { code, ...details, retryable: isRetryableCode(code) } });
    this.name = 'DomainError';
    this.code = code;
  }
}
