import { z } from 'zod';
import { normalizeEmail } from '#core/text.ts';

const inOneSpelling = (read: (text: string) => string | undefined) =>
  z.string().transform((text, context) => {
    const address = read(text);
    if (address !== undefined) return address;
    context.addIssue({ code: 'custom', message: 'must be an e-mail address' });
    return z.NEVER;
  });

/** The rule for an e-mail address; it comes in its one spelling, in lower case. */
export const emailRule = inOneSpelling(normalizeEmail);

/** The same for an address that an empty text takes away. */
export const emailOrNoneRule = inOneSpelling((text) => text.trim() && normalizeEmail(text));
