import { keyOf } from '#core/ids.ts';
import { isBackOffice } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { MASK } from '#schema/masked-secret.ts';
import type { Work } from '#schema/work.ts';
import { visibleCustomFields } from './custom-field.ts';
import { fitted } from './custom-field-rules.ts';

/** One field with what was filled in for it. */
export interface FilledField {
  fieldId: { typename: string; id: string };
  value: string;
}

/** Whose values they are: exactly one of these. */
type Owner =
  | { clientId: number }
  | { serviceId: number }
  | { ticketId: number }
  | { cartItemId: number };

/**
 * Keeps what was filled in for the custom fields of something. Each value is checked against its
 * field; with `isNew`, required fields that stay empty are refused too (those for staff only when
 * staff fill them in). Also used by the modules above, whose things have fields of their own.
 * @throws DomainError CUSTOM_FIELD_NOT_FOUND, CUSTOM_FIELD_REQUIRED or CUSTOM_FIELD_INVALID
 */
export async function saveCustomFields(
  work: Work,
  {
    fields,
    owner,
    filled,
    isNew,
  }: {
    /** The fields the thing has. */
    fields: Prisma.CustomFieldWhereInput;
    owner: Owner;
    filled: readonly FilledField[];
    isNew: boolean;
  },
): Promise<void> {
  const known = await work.tx.customField.findMany({
    where: { AND: [fields, visibleCustomFields(work.actor)] },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
  });
  const provided = new Map(filled.map(({ fieldId, value }) => [keyOf(fieldId), value]));
  const stranger = [...provided.keys()].find((id) => !known.some((field) => field.id === id));
  if (stranger !== undefined)
    work.fail('CUSTOM_FIELD_NOT_FOUND', `There is no custom field ${stranger} here.`, {
      field: 'customFields',
    });

  for (const field of known) {
    const text = provided.get(field.id);
    // What is hidden reads as dots; sent back so, it stays.
    const isHidden = text === MASK && field.type === 'PASSWORD';
    if ((text === undefined || isHidden) && !isNew) continue;
    const fit = fitted(field, text ?? '');
    if ('problem' in fit)
      work.fail('CUSTOM_FIELD_INVALID', `${field.name} ${fit.problem}.`, {
        field: 'customFields',
        name: field.name,
      });
    const mayStayEmpty = !field.isRequired || (field.isAdminOnly && !isBackOffice(work.actor));
    if (!fit.value && !mayStayEmpty)
      work.fail('CUSTOM_FIELD_REQUIRED', `${field.name} is required.`, {
        field: 'customFields',
        name: field.name,
      });
    if (text !== undefined) await store(work, { id: field.id, type: field.type }, owner, fit.value);
  }
}

async function store(
  { tx, app }: Work,
  field: { id: number; type: string },
  owner: Owner,
  value: string,
): Promise<void> {
  const where = { fieldId: field.id, ...owner };
  const stored = await tx.customFieldValue.findFirst({ where, select: { id: true } });
  const { id } =
    stored ?? (await tx.customFieldValue.create({ data: where, select: { id: true } }));
  const isSecret = field.type === 'PASSWORD' && value !== '';
  const box = app.keyring.box('custom field');
  await tx.customFieldValue.update({
    where: { id },
    data: isSecret
      ? { value: '', valueEncrypted: box.encrypt(value, `custom_field_values:${id}`) }
      : { value, valueEncrypted: null },
  });
}
