import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { TldAddonKind, TldFieldType } from './tld-kinds.ts';

export const TldFieldInput = builder.inputType('TldFieldInput', {
  description: 'An additional question a registry asks on registration.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Key under which the answer is sent to the registrar.',
      validate: z.string().regex(/^[\w.-]{1,64}$/, 'must be a plain key'),
    }),
    label: t.string({ required: true, description: 'Text of the question.' }),
    type: t.field({
      type: TldFieldType,
      defaultValue: 'TEXT',
      description: 'Input type of the question.',
    }),
    options: t.stringList({ description: 'Choices of a DROPDOWN question.' }),
    isRequired: t.boolean({
      defaultValue: false,
      description: 'Whether the question must be answered.',
    }),
    defaultValue: t.string({ description: 'Answer filled in by default.' }),
  }),
});

export const TldAddonPriceInput = builder.inputType('TldAddonPriceInput', {
  description: 'Yearly price of an addon on a domain.',
  fields: (t) => ({
    addon: t.field({
      type: TldAddonKind,
      required: true,
      description: 'Domain addon the price is for.',
    }),
    price: t.field({
      type: 'Decimal',
      required: true,
      description: 'Price for one year, in the base currency.',
      validate: z
        .custom<Prisma.Decimal>()
        .refine((value) => !value.isNegative() || value.isZero(), 'must not be negative'),
    }),
  }),
});

/** Replaces the questions of a TLD's registry. */
export async function writeFields(
  tx: Tx,
  tldId: number,
  fields: readonly (typeof TldFieldInput.$inferInput)[],
): Promise<void> {
  await tx.tldField.deleteMany({ where: { tldId } });
  await tx.tldField.createMany({
    data: fields.map(({ name, label, type, options, isRequired, defaultValue }, sortOrder) => ({
      tldId,
      name,
      label,
      type: type ?? 'TEXT',
      options: options ?? [],
      isRequired: isRequired ?? false,
      defaultValue: defaultValue ?? '',
      sortOrder,
    })),
  });
}

/** Sorts a TLD under themes by their names; new names become new themes. */
export async function writeCategories(
  tx: Tx,
  tldId: number,
  names: readonly string[],
): Promise<void> {
  const requested = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  await tx.tldCategory.createMany({
    data: requested.map((name) => ({ name })),
    skipDuplicates: true,
  });
  const found = await tx.tldCategory.findMany({
    where: { name: { in: requested } },
    select: { id: true },
  });
  await tx.tldCategoryMember.deleteMany({ where: { tldId } });
  await tx.tldCategoryMember.createMany({
    data: found.map(({ id }) => ({ tldId, categoryId: id })),
  });
}

/** Puts a TLD right behind another one (first of all when null), the rest in the order they had. */
export async function placeBehind(tx: Tx, tldId: number, behindId: number | null): Promise<void> {
  await tx.$executeRaw`
    with places as (
      select t.id, row_number() over (order by
        case when t.id = ${tldId} then coalesce(b.sort_order, -1) else t.sort_order end,
        case when t.id = ${tldId} then coalesce(b.id, 0) else t.id end,
        (t.id = ${tldId})::int) as place
      from tlds t left join tlds b on b.id = ${behindId}::int
    )
    update tlds set sort_order = places.place
    from places where places.id = tlds.id and tlds.sort_order <> places.place`;
}
