import { encodeId } from '#core/ids.ts';
import { isBackOffice } from '#core/actor.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { MASK } from '#schema/masked-secret.ts';

/** What was filled in for a custom field of a service's product. */
interface Filled {
  fieldId: number;
  name: string;
  value: string;
}

const ServiceField = builder.objectRef<Filled>('ServiceField').implement({
  read: 'services:read',
  description: "Value of a product's custom field on a service.",
  fields: (t) => ({
    fieldId: t.id({
      description: 'ID of the custom field.',
      resolve: ({ fieldId }) => encodeId('CustomField', fieldId),
    }),
    field: t.field(
      edgeToNode<{ fieldId: number }>({
        type: 'CustomField',
        description: 'The custom field.',
        idOf: ({ fieldId }) => encodeId('CustomField', fieldId),
      }),
    ),
    name: t.exposeString('name', { description: 'Name of the custom field.' }),
    value: t.exposeString('value', {
      description: 'Value of the custom field. The value of a password field is masked with dots.',
    }),
  }),
});

builder.prismaObjectFields('Service', (t) => ({
  product: t.relation('product', { type: Product, description: 'Product that was bought.' }),
  fields: t.field({
    type: [ServiceField],
    description: "Values of the product's custom fields on the service.",
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
          value: valueEncrypted ? MASK : value,
        })),
  }),
}));
