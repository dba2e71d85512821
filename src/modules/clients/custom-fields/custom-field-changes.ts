import { keyOf } from '#core/ids.ts';
import type { CustomField as Row } from '#generated/prisma/client.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { isText } from '#schema/text-filter.ts';
import { CustomField } from './custom-field.ts';
import { customFieldInputs } from './custom-field-inputs.ts';
import { type FieldOwner, ownerNamed, fieldOwnerOf } from './custom-field-owner.ts';
import { customFieldFor } from '#modules/clients/visible.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

const fieldPayload = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { fieldId: number }>) => ({
  customField: t.prismaField({
    type: CustomField,
    description: 'The custom field after the change.',
    resolve: (query, { fieldId }, _args, { db }) =>
      db.customField.findUniqueOrThrow({ ...query, where: { id: fieldId } }),
  }),
});

command('createCustomField', {
  description: 'Create a custom field of clients, or of a product, an addon or a department.',
  permission: 'system:configure',
  input: (t) => ({
    belongsToId: t.globalID({
      description:
        'ID of the product, addon or department it belongs to, e.g. `Product:3`. It cannot change later. Default: all clients.',
    }),
    ...customFieldInputs(t, true),
  }),
  errors: [
    'CUSTOM_FIELD_NAME_TAKEN',
    'PRODUCT_NOT_FOUND',
    'ADDON_NOT_FOUND',
    'DEPARTMENT_NOT_FOUND',
  ],
  run: async (work, { belongsToId, ...fields }) => {
    const owner = await ownerNamed(work.tx, belongsToId);
    const data = complete(definedFields(fields), 'name');
    ensureChoices(work, data);
    await ensureUnique(work, owner, data.name);
    const { id } = await work.tx.customField.create({
      data: { ...data, ...owner },
      select: { id: true },
    });
    work.announce('customField.added', { fieldId: id });
    return { fieldId: id };
  },
  payload: fieldPayload,
});

command('updateCustomField', {
  description: 'Change a custom field. Omitted fields stay unchanged.',
  permission: 'system:configure',
  input: (t) => ({
    fieldId: t.globalID({
      for: CustomField,
      required: true,
      description: 'ID of the custom field to change.',
    }),
    ...customFieldInputs(t, false),
  }),
  errors: ['CUSTOM_FIELD_NOT_FOUND', 'CUSTOM_FIELD_NAME_TAKEN', 'CUSTOM_FIELD_HAS_VALUES'],
  nulls: { description: '', options: [], regex: '' },
  run: async (work, { fieldId, ...fields }) => {
    const before = await customFieldFor(work, keyOf(fieldId));
    const data = definedFields(fields);
    const { type = before.type, options = before.options } = data;
    ensureChoices(work, { type, options });
    if (type !== before.type) await ensureUnused(work, before);
    if (data.name) await ensureUnique(work, fieldOwnerOf(before), data.name, before.id);
    await work.tx.customField.update({ where: { id: before.id }, data });
    work.announce('customField.changed', { fieldId: before.id });
    return { fieldId: before.id };
  },
  payload: fieldPayload,
});

function ensureChoices({ fail }: Work, { type, options }: Partial<Pick<Row, 'type' | 'options'>>) {
  if (type === 'DROPDOWN' && !options?.length)
    fail('BAD_INPUT', 'options: a dropdown needs one.', { field: 'options' });
}

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
