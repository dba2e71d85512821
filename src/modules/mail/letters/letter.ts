import type { EmailTemplateType } from '#generated/prisma/client.ts';

/** A letter every installation begins with; staff may change its words. */
export interface SeedLetter {
  /** How events and programs find it. */
  name: string;
  type: EmailTemplateType;
  subject: string;
  /** What stands between the greeting and the signature, HTML. */
  body: string;
  /** Offered as welcome letter of products and domains. */
  isWelcome?: true;
}

/** Letters of one type, without repeating the type. */
export const lettersOf = (
  type: EmailTemplateType,
  letters: readonly Omit<SeedLetter, 'type'>[],
): SeedLetter[] => letters.map((letter) => ({ ...letter, type }));
