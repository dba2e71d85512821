import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { CustomField } from './custom-field.ts';
import { customFieldFor } from '#modules/clients/visible.ts';

command('deleteCustomField', {
  description: 'Delete a field of the company’s own; with `force`, what was filled in for it too.',
  permission: 'system:configure',
  input: (t) => ({
    fieldId: t.globalID({ for: CustomField, required: true, description: 'Which one.' }),
    force: t.boolean({
      defaultValue: false,
      description: 'Delete what was filled in for it. It cannot be brought back.',
    }),
  }),
  errors: ['CUSTOM_FIELD_NOT_FOUND', 'CUSTOM_FIELD_HAS_VALUES'],
  run: async (work, { fieldId, force }) => {
    const { id } = await customFieldFor(work, keyOf(fieldId));
    const values = await work.tx.customFieldValue.count({ where: { fieldId: id } });
    if (values && !force) work.fail('CUSTOM_FIELD_HAS_VALUES', undefined, { values });
    await work.tx.customField.delete({ where: { id } });
    work.announce('customField.deleted', { fieldId: id });
    return { fieldId: id, values };
  },
  payload: (t) => ({
    databaseId: t.exposeInt('fieldId', { description: 'The number it had.' }),
    deletedValueCount: t.exposeInt('values', { description: 'How many values went with it.' }),
  }),
});
