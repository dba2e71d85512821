import { slug as slugOf } from '#core/text.ts';
import { DomainError } from '#core/errors.ts';

/**
 * The name of something in addresses: the one given, else one made of its title; numbered when
 * that is taken.
 * @throws DomainError BAD_INPUT for a slug of which nothing remains, SLUG_TAKEN for one in use.
 */
export async function chooseSlug(
  provided: string | null | undefined,
  title: string,
  isTaken: (slug: string) => Promise<boolean>,
): Promise<string> {
  if (provided) {
    const slug = slugOf(provided);
    if (!slug)
      throw new DomainError('BAD_INPUT', 'slug: must hold letters a to z or digits', {
        field: 'slug',
      });
    if (await isTaken(slug)) throw new DomainError('SLUG_TAKEN', undefined, { field: 'slug' });
    return slug;
  }
  const base = slugOf(title) || 'product';
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!(await isTaken(slug))) return slug;
  }
}
