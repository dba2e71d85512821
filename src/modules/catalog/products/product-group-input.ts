import type { InputFieldBuilder } from '@pothos/core';
import { z } from 'zod';
import { isWebAddress } from '#core/web-address.ts';
import type { builder } from '#schema/builder.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Fields = InputFieldBuilder<Types, 'InputObject'>;

/** What a change of a product group is told; what is absent or null stays as it is. */
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
    description: 'What it is called.',
    validate: line(255).min(1, 'is required'),
  }),
  slug: t.string({ description: 'Its name in addresses; made of the title when not given.' }),
  headline: t.string({ description: 'The large line above its products.', validate: line(1_000) }),
  tagline: t.string({ description: 'The small line below the headline.', validate: line(1_000) }),
  isSuggested: t.boolean({ description: 'Offer its products for domains in the cart.' }),
  isDefault: t.boolean({ description: 'Show it first; the former first one steps back.' }),
  link: t.string({ description: 'Page to send buyers to instead.', validate: link }),
  isHidden: t.boolean({ description: 'Keep it and its products from buyers.' }),
  orderTemplate: t.string({ description: 'Look of its order form.', validate: line(100) }),
  sortOrder: t.int({
    description: 'Its place in the store.',
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
