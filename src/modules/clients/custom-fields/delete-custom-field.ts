import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { CustomField } from './custom-field.ts';
import { customFieldFor } from '#modules/clients/visible.ts';
import { rowField } from '#schema/payload-rows.ts';

command('deleteCustomField', {
  description: 'Delete a custom field of the company; with `force`, its stored values too.',
  permission: 'system:configure',
  input: (t) => ({
    fieldId: t.globalID({
      for: CustomField,
      required: true,
      description: 'ID of the custom field to delete.',
    }),
    force: t.boolean({
      defaultValue: false,
      description:
        'Also delete the values stored for the custom field; they cannot be restored. Default: false, which refuses to delete a field with values.',
    }),
  }),
  errors: ['CUSTOM_FIELD_NOT_FOUND', 'CUSTOM_FIELD_HAS_VALUES'],
  run: async (work, { fieldId, force }) => {
    const { id, productId } = await customFieldFor(work, keyOf(fieldId));
    const values = await work.tx.customFieldValue.count({ where: { fieldId: id } });
    if (values && !force) work.fail('CUSTOM_FIELD_HAS_VALUES', undefined, { values });
    await work.tx.customField.delete({ where: { id } });
    work.announce('customField.deleted', { fieldId: id });
    return { fieldId: id, values, productId };
  },
  deletes: { type: 'CustomField', key: 'fieldId' },
  payload: (t) => ({
    product: rowField(
      t,
      'Product',
      'productId',
      'The product that asked for the field; null for others.',
    ),
    deletedValueCount: t.exposeInt('values', {
      description: 'Number of values deleted with the custom field.',
    }),
  }),
});
