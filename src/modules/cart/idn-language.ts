import type { builder } from '#schema/builder.ts';
import { z } from 'zod';
import type { Work } from '#schema/work.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The argument that names the language of an internationalised name. */
export const idnLanguageField = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) =>
  t.string({
    description:
      'Language of a name with letters beyond a to z, as its TLD lists it (`idnLanguages`), e.g. ' +
      'de. Where the TLD lists one only, that one is taken automatically.',
    validate: z.string().trim().max(20).nullish(),
  });

/** The language as the TLD spells it. @throws DomainError IDN_LANGUAGE_INVALID naming those there are */
export function spokenLanguage(
  { fail }: Work,
  { idnLanguages }: { idnLanguages: readonly string[] },
  provided: string,
): string {
  const requested = provided.trim().toLowerCase();
  if (requested === '' || idnLanguages.length === 0) return requested;
  const found = idnLanguages.find((language) => language.toLowerCase() === requested);
  const words = `Invalid IDN Language. Must be one of: ${idnLanguages.join(', ')}`;
  const details = { field: 'idnLanguage', languages: [...idnLanguages] };
  return found ?? fail('IDN_LANGUAGE_INVALID', words, details);
}
