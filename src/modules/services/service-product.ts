import { isBackOffice } from '#core/actor.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { builder } from '#schema/builder.ts';

/** What was filled in for a custom field of a service's product. */
interface Filled {
  fieldId: number;
  name: string;
  value: string;
}

const ServiceField = builder.objectRef<Filled>('ServiceField').implement({
  read: 'services:read',
  description: 'What was filled in for a custom field of a product.',
  fields: (t) => ({
    fieldId: t.exposeInt('fieldId', { description: 'The `databaseId` of the field.' }),
    name: t.exposeString('name', { description: 'What the field is called.' }),
    value: t.exposeString('value', { description: 'What was filled in; dots for a password.' }),
  }),
});

builder.prismaObjectFields('Service', (t) => ({
  product: t.relation('product', { type: Product, description: 'What was bought.' }),
  fields: t.field({
    type: [ServiceField],
    description: 'What was filled in for the custom fields of its product.',
    select: {
      customFieldValues: {
        orderBy: [{ fieldId: 'asc' as const }, { id: 'asc' as const }],
        select: {
          value: true,
          valueEncrypted: true,
          field: { select: { id: true, name: true, isAdminOnly: true } },
        },
      },
    },
    resolve: ({ customFieldValues }, _args, { actor }) =>
      customFieldValues
        .filter(({ field }) => !field.isAdminOnly || isBackOffice(actor))
        .map(({ field, value, valueEncrypted }) => ({
          fieldId: field.id,
          name: field.name,
          value: valueEncrypted ? '•••' : value,
        })),
  }),
}));
