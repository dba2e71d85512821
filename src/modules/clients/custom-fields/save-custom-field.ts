import { keyOf } from '#core/ids.ts';
import type { CustomField as Row } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { isText } from '#schema/text-filter.ts';
import { CustomField } from './custom-field.ts';
import { customFieldInputs } from './custom-field-inputs.ts';
import { type FieldOwner, ownerNamed, fieldOwnerOf } from './custom-field-owner.ts';
import { customFieldFor } from '#modules/clients/visible.ts';

command('saveCustomField', {
  description:
    'Add a custom field of the company, or change an existing custom field. Omitted fields stay unchanged; a new custom field requires a name.',
  permission: 'system:configure',
  input: (t) => ({
    fieldId: t.globalID({
      for: CustomField,
      description: 'ID of the custom field to change. Omit to add a new custom field.',
    }),
    belongsToId: t.globalID({
      description:
        'For a new custom field: ID of the product, addon or department it belongs to, e.g. `Product:3`. Default: all clients.',
    }),
    ...customFieldInputs(t),
  }),
  errors: [
    'CUSTOM_FIELD_NOT_FOUND',
    'CUSTOM_FIELD_NAME_TAKEN',
    'CUSTOM_FIELD_HAS_VALUES',
    'PRODUCT_NOT_FOUND',
    'ADDON_NOT_FOUND',
    'DEPARTMENT_NOT_FOUND',
  ],
  nulls: { description: '', fieldId: null, options: [], regex: '' },
  run: async (work, { fieldId, belongsToId, ...fields }) => {
    const { tx } = work;
    const before = fieldId ? await customFieldFor(work, keyOf(fieldId)) : null;
    if (before && belongsToId)
      work.fail('BAD_INPUT', 'belongsToId: is for good.', { field: 'belongsToId' });
    const owner = before ? fieldOwnerOf(before) : await ownerNamed(tx, belongsToId);
    const data = definedFields(fields);
    const type = data.type ?? before?.type ?? 'TEXT';
    if (type === 'DROPDOWN' && !(data.options ?? before?.options)?.length)
      work.fail('BAD_INPUT', 'options: a dropdown needs one.', { field: 'options' });
    if (before && type !== before.type) await ensureUnused(work, before);
    if (data.name) await ensureUnique(work, owner, data.name, before?.id);
    const select = { id: true } as const;
    const { id } = before
      ? await tx.customField.update({ where: { id: before.id }, data, select })
      : await tx.customField.create({ data: { ...complete(data, 'name'), ...owner }, select });
    work.announce(before ? 'customField.changed' : 'customField.added', { fieldId: id });
    return { fieldId: id };
  },
  payload: (t) => ({
    customField: t.prismaField({
      type: CustomField,
      description: 'The custom field after saving.',
      resolve: (query, { fieldId }, _args, { db }) =>
        db.customField.findUniqueOrThrow({ ...query, where: { id: fieldId } }),
    }),
  }),
});

/** What was filled in fits the type it was filled in for: a password would come to light. */
async function ensureUnused({ tx, fail }: Work, { id }: Row): Promise<void> {
  const values = await tx.customFieldValue.count({ where: { fieldId: id } });
  if (values) fail('CUSTOM_FIELD_HAS_VALUES', undefined, { field: 'type', values });
}

/** Fields are filled in by name too, in any case. */
async function ensureUnique({ tx, fail }: Work, owner: FieldOwner, name: string, own = 0) {
  const requested = isText(name);
  const other = await tx.customField.findFirst({
    where: { ...owner, id: { not: own }, name: requested },
  });
  if (other) fail('CUSTOM_FIELD_NAME_TAKEN', undefined, { field: 'name' });
}
