import { CustomField, visibleCustomFields } from '#modules/clients/custom-fields/custom-field.ts';
import { builder } from '#schema/builder.ts';

builder.prismaObjectField('Product', 'customFields', (t) =>
  t.relation('customFields', {
    type: CustomField,
    description: 'What is asked of whoever buys it, in order; fields for staff only are theirs.',
    args: {
      isShownOnOrder: t.arg.boolean({
        description: 'Only what is asked for when ordering, or not.',
      }),
    },
    query: ({ isShownOnOrder }, { actor }) => ({
      where: {
        ...visibleCustomFields(actor),
        ...(typeof isShownOnOrder === 'boolean' && { isShownOnOrder }),
      },
      orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    }),
  }),
);
