import type { Actor } from '#core/actor.ts';
import { isBackOffice } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';

export const CustomFieldOwner = builder.enumType('CustomFieldOwner', {
  description: 'Which kind of thing a custom field belongs to.',
  values: {
    CLIENT: { description: 'Every client.' },
    PRODUCT: { description: 'The services of one product.' },
    ADDON: { description: 'One addon.' },
    DEPARTMENT: { description: 'The tickets of one support department.' },
  } as const,
});

export const CustomFieldType = builder.enumType('CustomFieldType', {
  description: 'How a custom field is filled in.',
  values: {
    TEXT: { description: 'One line.' },
    LINK: { description: 'A web address.' },
    PASSWORD: { description: 'Kept encrypted, never shown.' },
    DROPDOWN: { description: 'One of its options.' },
    TICKBOX: { description: '`on`, or empty.' },
    TEXTAREA: { description: 'Several lines.' },
  } as const,
});

/** Which custom fields an actor may see: those for staff only are hidden from customers. */
export const visibleCustomFields = (actor: Actor): Prisma.CustomFieldWhereInput =>
  isBackOffice(actor) ? {} : { isAdminOnly: false };

/** A field the company added to clients, products, addons or departments. */
export const CustomField = builder.prismaNode('CustomField', {
  read: 'clients:read',
  description: 'A field the company added to clients, products, addons or departments.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    owner: t.expose('owner', { type: CustomFieldOwner, description: 'What it belongs to.' }),
    belongsToId: t.id({
      nullable: true,
      description: 'The product, addon or department, `Product:3`; null for clients.',
      select: { productId: true, addonId: true, departmentId: true },
      resolve: ({ productId, addonId, departmentId }) =>
        (productId && encodeId('Product', productId)) ??
        (addonId && encodeId('Addon', addonId)) ??
        (departmentId && encodeId('Department', departmentId)),
    }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    type: t.expose('type', { type: CustomFieldType, description: 'How it is filled in.' }),
    description: t.exposeString('description', { description: 'Shown beside it.' }),
    options: t.exposeStringList('options', { description: 'The choices of a dropdown, in order.' }),
    regex: t.exposeString('regex', { description: 'What a value must match; empty for anything.' }),
    isRequired: t.exposeBoolean('isRequired', { description: 'Must not be left empty.' }),
    isAdminOnly: t.exposeBoolean('isAdminOnly', { description: 'Hidden from customers.' }),
    isShownOnOrder: t.exposeBoolean('isShownOnOrder', { description: 'Asked for when ordering.' }),
    isShownOnInvoice: t.exposeBoolean('isShownOnInvoice', { description: 'Printed on invoices.' }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place among its like.' }),
  }),
});

/** What was filled in for a custom field of a client, service, addon or ticket. */
builder.prismaNode('CustomFieldValue', {
  read: 'clients:read',
  description: 'What was filled in for a custom field.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    field: t.relation('field', { description: 'The field that was filled in.' }),
    value: t.string({
      description: 'What was filled in; dots for a password.',
      select: { value: true, valueEncrypted: true },
      resolve: ({ value, valueEncrypted }) => (valueEncrypted ? '•••' : value),
    }),
  }),
});

builder.prismaObjectField('Client', 'customFieldValues', (t) =>
  t.relation('customFieldValues', {
    description: 'What was filled in for the fields the company added to clients.',
    query: (_args, { actor }) => ({
      where: { field: visibleCustomFields(actor) },
      orderBy: [{ fieldId: 'asc' }, { id: 'asc' }],
    }),
  }),
);

builder.queryField('customFields', (t) =>
  t.prismaField({
    type: [CustomField],
    description: 'The fields the company added to one kind of thing, in their order.',
    authScopes: { permission: 'clients:read' },
    args: {
      owner: t.arg({
        type: CustomFieldOwner,
        defaultValue: 'CLIENT',
        description: 'To what kind of thing.',
      }),
    },
    resolve: (query, _root, { owner }, { db, actor }) =>
      db.customField.findMany({
        ...query,
        where: { AND: [{ owner: owner ?? 'CLIENT' }, visibleCustomFields(actor)] },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
