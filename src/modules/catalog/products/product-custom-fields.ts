import { CustomField, visibleCustomFields } from '#modules/clients/custom-fields/custom-field.ts';
import { builder } from '#schema/builder.ts';

builder.prismaObjectField('Product', 'customFields', (t) =>
  t.relation('customFields', {
    type: CustomField,
    description:
      'Custom fields that buyers of the product fill in, in their sort order. Fields for staff only are returned to staff only.',
    args: {
      isShownOnOrder: t.arg.boolean({
        description:
          'Only custom fields that are (true) or are not (false) asked for when ordering.',
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
