import type { InputFieldBuilder } from '@pothos/core';
import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { ConfigOptionType } from '#modules/catalog/enums.ts';
import { pricesField } from '#modules/catalog/products/product-input.ts';
import { unlessGiven } from '#schema/defined-fields.ts';
import { storedPrices, type PriceInput } from '#modules/catalog/pricing/price-input.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Fields = InputFieldBuilder<Types, 'InputObject'>;

export const optionName = z.string().trim().min(1, 'is required').max(255);
const count = (max: number) => z.number().min(0).max(max);

/** The fields of a choice in inputs. */
export const choiceFields = (t: Fields, isNew: boolean) => ({
  name: t.string({
    required: isNew,
    description:
      'Name of the choice as `key|Label`: the key is passed to the server module, the label is displayed.',
    validate: optionName,
  }),
  isHidden: t.boolean({
    description: `Whether the choice is hidden from buyers.${unlessGiven(isNew, 'false')}`,
  }),
  sortOrder: t.int({
    description: `Position of the choice among the option's choices.${unlessGiven(isNew, 'after the others')}`,
    validate: count(1_000_000),
  }),
  prices: pricesField(t),
});

const NewChoice = builder.inputType('NewConfigOptionChoice', {
  description: 'A choice of a new configurable option.',
  fields: (t) => choiceFields(t, true),
});

/** The fields of an option in inputs. */
export const optionFields = (t: Fields, isNew: boolean) => ({
  name: t.string({
    required: isNew,
    description:
      'Name of the option as `key|Label`: the key is passed to the server module, the label is displayed.',
    validate: optionName,
  }),
  minQuantity: t.int({
    description: `Minimum number of units of a QUANTITY option.${unlessGiven(isNew, '0')}`,
    validate: count(1_000_000),
  }),
  maxQuantity: t.int({
    description: `Maximum number of units of a QUANTITY option. 0 for no limit.${unlessGiven(isNew, '0')}`,
    validate: count(1_000_000),
  }),
  isHidden: t.boolean({
    description: `Whether the option is hidden from buyers.${unlessGiven(isNew, 'false')}`,
  }),
  sortOrder: t.int({
    description: `Position of the option in its group.${unlessGiven(isNew, '0')}`,
    validate: count(1_000_000),
  }),
});

/** The fields only a new option has. */
export const newOptionFields = (t: Fields) => ({
  type: t.field({
    type: ConfigOptionType,
    required: true,
    description: 'How the value of the option is selected.',
  }),
  choices: t.field({
    type: [NewChoice],
    required: true,
    description: 'Choices of the option. Exactly one choice for YES_NO and QUANTITY.',
    validate: z.array(z.unknown()).min(1).max(200),
  }),
});

/** Input of a choice of an option. */
export interface ChoiceInput {
  name: string;
  isHidden?: boolean | null;
  sortOrder?: number | null;
  prices?: readonly PriceInput[] | null;
}

/** Adds a choice with its prices. */
export async function writeChoice(tx: Tx, optionId: number, received: ChoiceInput, place: number) {
  const { name, isHidden, sortOrder, prices } = received;
  const { id } = await tx.configOptionChoice.create({
    data: { optionId, name, isHidden: isHidden ?? false, sortOrder: sortOrder ?? place },
    select: { id: true },
  });
  if (prices) await writeChoicePrices(tx, id, prices);
  return id;
}

/** Replaces the prices of a choice in the currencies that are named. */
export async function writeChoicePrices(
  tx: Tx,
  choiceId: number,
  received: readonly PriceInput[],
): Promise<void> {
  const stored = await storedPrices(tx, received);
  const named = [...new Set(stored.map(({ currencyCode }) => currencyCode))];
  const where = named.length ? { choiceId, currencyCode: { in: named } } : { choiceId };
  await tx.configOptionPrice.deleteMany({ where });
  await tx.configOptionPrice.createMany({
    data: stored.map(({ currencyCode, cycle, setupFee, price }) => ({
      choiceId,
      currencyCode,
      cycle,
      setupFee,
      price,
    })),
  });
}

/** Checks the limits of a QUANTITY. @throws DomainError BAD_INPUT */
export function checkQuantity(minQuantity: number, maxQuantity: number): void {
  if (maxQuantity > 0 && minQuantity > maxQuantity)
    throw new DomainError('BAD_INPUT', 'maxQuantity: must not be less than minQuantity', {
      field: 'maxQuantity',
    });
}
