import type { Work } from '#schema/work.ts';
import { type Option, optionColumns } from './choose-option.ts';

/** How a caller names an option of a product, and what is chosen for it. */
interface Named {
  optionId?: number | null | undefined;
  groupId?: number | null | undefined;
  choiceId: number | null;
  quantity: number | null;
}

/**
 * The option of a product that is meant. Old programs send one number for both ids.
 * @throws DomainError CONFIG_OPTION_NOT_FOUND, BAD_INPUT
 */
export async function optionMeant(
  { tx, fail }: Work,
  productId: number,
  named: Named,
): Promise<Option> {
  const { optionId, groupId } = named;
  if (!optionId && !groupId)
    return fail('BAD_INPUT', 'optionId: is required', { field: 'optionId' });
  const ofProduct = await tx.configOption.findMany({
    where: {
      isHidden: false,
      OR: [{ id: optionId ?? 0 }, { groupId: groupId ?? 0 }],
      group: { products: { some: { productId } } },
    },
    select: { ...optionColumns, groupId: true },
    orderBy: { id: 'asc' },
  });
  const meant = ofProduct.filter(
    (option) => option.id === optionId || (option.groupId === groupId && fits(option, named)),
  );
  const [option, another] = meant;
  if (!option) return fail('CONFIG_OPTION_NOT_FOUND');
  if (another)
    return fail(
      'BAD_INPUT',
      `optionId: must mean one option, and could mean ${option.id} or ${another.id}`,
      {
        field: 'optionId',
      },
    );
  return option;
}

/** Whether what is chosen can be chosen for an option. */
function fits(option: Option, { choiceId, quantity }: Named): boolean {
  const { type, choices, minQuantity, maxQuantity } = option;
  if (type === 'DROPDOWN' || type === 'RADIO') return choices.some(({ id }) => id === choiceId);
  if (quantity === null) return false;
  if (type === 'YES_NO') return quantity <= 1;
  return quantity >= minQuantity && (maxQuantity === 0 || quantity <= maxQuantity);
}
