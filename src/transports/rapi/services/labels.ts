import type { ErrorFacts } from '#transports/rapi/legacy.ts';

/** The old words of every Module… command; the module's own words are passed through. */
export const moduleErrorTexts = {
  SERVICE_NOT_FOUND: 'Service ID not found',
  SERVICE_HAS_NO_MODULE: 'Service not assigned to a module',
} as const;

/** Their words when no service is named. */
export const serviceMissing = { service_id: 'Service ID is required' } as const;

/** What to say of a payment method that is none: the text names those there are. */
export const unknownPaymentMethod = ({ options }: ErrorFacts): string =>
  options && String(options)
    ? `Invalid Payment Method. Valid options include ${String(options)}`
    : 'Invalid Payment Method. No payment method is active.';
