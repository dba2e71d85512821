import { z } from 'zod';

/** The name of a provider's account: what TLDs and payment methods name it by. */
export const accountLabel = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9-]{0,49}$/,
    'must be small letters, digits and hyphens, beginning with a letter, at most 50',
  )
  .nullish();

/** How the argument is described, for each kind. */
export const labelDescription =
  'Name of the account, of small letters, digits and hyphens. It names one of several accounts of a provider. Default: the name of the provider.';
