import { CustomFieldValue, visibleCustomFields } from '#modules/clients/custom-field.ts';
import { Product } from '#modules/catalog/product.ts';
import { builder } from '#schema/builder.ts';

builder.prismaObjectFields('Service', (t) => ({
  product: t.relation('product', { type: Product, description: 'What was bought.' }),
  customFieldValues: t.relation('customFieldValues', {
    type: CustomFieldValue,
    description: 'What was filled in for the custom fields of its product.',
    query: (_args, { actor }) => ({
      where: { field: visibleCustomFields(actor) },
      orderBy: [{ fieldId: 'asc' }, { id: 'asc' }],
    }),
  }),
}));
