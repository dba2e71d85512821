import { z } from 'zod';

/** What stands in an affiliate’s links, as inputs have it. */
export const affiliateCode = z.string().regex(/^[\w-]{1,64}$/, 'must be the code of a link');
