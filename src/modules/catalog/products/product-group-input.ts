import type { InputFieldBuilder } from '@pothos/core';
import { z } from 'zod';
import { isWebAddress } from '#core/addresses/web-address.ts';
import { unlessGiven } from '#schema/defined-fields.ts';
import type { builder } from '#schema/builder.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Fields = InputFieldBuilder<Types, 'InputObject'>;

/** Input of a change of a product group; what is absent or null stays as it is. */
export interface GroupFields {
  title?: string | null;
  headline?: string | null;
  tagline?: string | null;
  isSuggested?: boolean | null;
  isDefault?: boolean | null;
  link?: string | null;
  isHidden?: boolean | null;
  orderTemplate?: string | null;
  sortOrder?: number | null;
}

const line = (max: number) => z.string().trim().max(max);
const link = line(2_000).refine((text) => text === '' || isLink(text), {
  message: 'must be a path, or an address that begins with http:// or https://',
});

const isLink = (text: string) =>
  (text.startsWith('/') && !text.startsWith('//')) || isWebAddress(text);

/** The fields of a product group in inputs. */
export const groupFields = (t: Fields, isNew: boolean) => ({
  title: t.string({
    required: isNew,
    description: 'Title of the product group.',
    validate: line(255).min(1, 'is required'),
  }),
  slug: t.string({
    description: 'Name of the product group in URLs. Default: derived from the title.',
  }),
  headline: t.string({
    description: "Headline above the group's products.",
    validate: line(1_000),
  }),
  tagline: t.string({ description: 'Smaller line below the headline.', validate: line(1_000) }),
  isSuggested: t.boolean({
    description: `Whether the group's products are suggested for domains in the cart.${unlessGiven(isNew, 'false')}`,
  }),
  isDefault: t.boolean({
    description:
      'Whether the group is shown first on the order page. The former default group is unset.',
  }),
  link: t.string({
    description: "URL that buyers are redirected to instead of the group's store page.",
    validate: link,
  }),
  isHidden: t.boolean({
    description: `Whether the group and its products are hidden from buyers.${unlessGiven(isNew, 'false')}`,
  }),
  orderTemplate: t.string({
    description: "Template of the group's order form.",
    validate: line(100),
  }),
  sortOrder: t.int({
    description: `Position of the group in the store.${unlessGiven(isNew, '0')}`,
    validate: z.number().min(0).max(1_000_000),
  }),
});

/** The columns that were told, without those left out. */
export function saneGroup(input: GroupFields) {
  const { title, headline, tagline, isSuggested, isDefault, link: page, isHidden } = input;
  return {
    title: title ?? undefined,
    headline: headline ?? undefined,
    tagline: tagline ?? undefined,
    isSuggested: isSuggested ?? undefined,
    isDefault: isDefault ?? undefined,
    link: page ?? undefined,
    isHidden: isHidden ?? undefined,
    orderTemplate: input.orderTemplate ?? undefined,
    sortOrder: input.sortOrder ?? undefined,
  };
}
