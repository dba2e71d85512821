import type { Prisma } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/** The columns of an option that decide what may be chosen for it. */
export const optionColumns = {
  id: true,
  type: true,
  minQuantity: true,
  maxQuantity: true,
  choices: { where: { isHidden: false }, select: { id: true }, orderBy: { id: 'asc' } },
} satisfies Prisma.ConfigOptionSelect;

export type Option = Prisma.ConfigOptionGetPayload<{ select: typeof optionColumns }>;

/**
 * What was chosen for an option, as it is kept.
 * @throws DomainError CONFIG_OPTION_CHOICE_NOT_FOUND, BAD_INPUT
 */
export function chooseOption(
  { fail }: Work,
  { type, choices, minQuantity, maxQuantity }: Option,
  choiceId: number | null,
  quantity: number | null,
): { choiceId: number; quantity: number } {
  const single = choices[0];
  if (type === 'DROPDOWN' || type === 'RADIO') {
    const choice = choices.find(({ id }) => id === choiceId);
    if (!choice) return fail('CONFIG_OPTION_CHOICE_NOT_FOUND', undefined, { field: 'choiceId' });
    return { choiceId: choice.id, quantity: 1 };
  }
  if (!single) return fail('CONFIG_OPTION_CHOICE_NOT_FOUND');
  if (quantity === null)
    return fail('BAD_INPUT', 'quantity: is required for this option', { field: 'quantity' });
  if (type === 'YES_NO') return { choiceId: single.id, quantity: quantity > 0 ? 1 : 0 };
  const isTooMany = maxQuantity > 0 && quantity > maxQuantity;
  if (quantity < minQuantity || isTooMany)
    return fail(
      'BAD_INPUT',
      `quantity: must be at least ${minQuantity}${maxQuantity ? ` and at most ${maxQuantity}` : ''}`,
      { field: 'quantity' },
    );
  return { choiceId: single.id, quantity };
}
