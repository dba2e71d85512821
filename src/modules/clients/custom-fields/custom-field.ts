import type { Actor } from '#core/actor.ts';
import { isBackOffice, isStaff } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { MASK } from '#schema/masked-secret.ts';
import { edgeToNode } from '#schema/node.ts';

export const CustomFieldOwner = builder.enumType('CustomFieldOwner', {
  description: 'Kind of object a custom field belongs to.',
  values: {
    CLIENT: { description: 'The field belongs to every client.' },
    PRODUCT: { description: 'The field belongs to the services of one product.' },
    ADDON: { description: 'The field belongs to one addon.' },
    DEPARTMENT: { description: 'The field belongs to the tickets of one support department.' },
  } as const,
});

export const CustomFieldType = builder.enumType('CustomFieldType', {
  description: 'Type of a custom field, which decides how the field is filled in.',
  values: {
    TEXT: { description: 'One line of text.' },
    LINK: { description: 'Web address.' },
    PASSWORD: { description: 'Password; stored encrypted and never shown.' },
    DROPDOWN: { description: "One of the field's options." },
    TICKBOX: { description: 'Tick box; the value is `on` or empty.' },
    TEXTAREA: { description: 'Several lines of text.' },
  } as const,
});

/** Which custom fields an actor may see: those for staff only are hidden from customers. */
export const visibleCustomFields = (actor: Actor): Prisma.CustomFieldWhereInput =>
  isBackOffice(actor) ? {} : { isAdminOnly: false };

const belongsToColumns = { productId: true, addonId: true, departmentId: true } as const;

interface BelongsTo {
  productId: number | null;
  addonId: number | null;
  departmentId: number | null;
}

/** The global id of what a custom field belongs to; null for clients. */
function belongsTo({ productId, addonId, departmentId }: BelongsTo): string | null {
  if (productId) return encodeId('Product', productId);
  if (addonId) return encodeId('Addon', addonId);
  return departmentId ? encodeId('Department', departmentId) : null;
}

/** A field the company added to clients, products, addons or departments. */
export const CustomField = builder.prismaNode('CustomField', {
  read: 'clients:read',
  visible: visibleCustomFields,
  description: 'A custom field the company added to clients, products, addons or departments.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the custom field, used by the legacy APIs.',
    }),
    owner: t.expose('owner', {
      type: CustomFieldOwner,
      description: 'Kind of object the custom field belongs to.',
    }),
    belongsToId: t.id({
      nullable: true,
      description:
        'ID of the product, addon or department the custom field belongs to, e.g. `Product:3`; null for clients.',
      select: belongsToColumns,
      resolve: belongsTo,
    }),
    belongsTo: t.field(
      edgeToNode<BelongsTo>({
        description: 'Product, addon or department the custom field belongs to; null for clients.',
        select: belongsToColumns,
        idOf: belongsTo,
      }),
    ),
    name: t.exposeString('name', { description: 'Name of the custom field.' }),
    type: t.expose('type', { type: CustomFieldType, description: 'Type of the custom field.' }),
    description: t.exposeString('description', {
      description: 'Description shown beside the custom field.',
    }),
    options: t.exposeStringList('options', { description: 'Choices of a dropdown, in order.' }),
    regex: t.exposeString('regex', {
      description: 'Regular expression a value must match; empty for no check.',
    }),
    isRequired: t.exposeBoolean('isRequired', {
      description: 'Whether the custom field must be filled in.',
    }),
    isAdminOnly: t.exposeBoolean('isAdminOnly', {
      description: 'Whether the custom field is hidden from customers.',
    }),
    isShownOnOrder: t.exposeBoolean('isShownOnOrder', {
      description: 'Whether the custom field is filled in when ordering.',
    }),
    isShownOnInvoice: t.exposeBoolean('isShownOnInvoice', {
      description: 'Whether the custom field is printed on invoices.',
    }),
    sortOrder: t.exposeInt('sortOrder', {
      description: 'Position among the custom fields of the same owner.',
    }),
  }),
});

/** What was filled in for a custom field of a client, service, addon or ticket. */
/** Which values an actor may see: those of fields it may see, at rows of its clients. */
const visibleValues = (actor: Actor): Prisma.CustomFieldValueWhereInput => {
  if (isStaff(actor)) return {};
  const owner = ofVisibleClient(actor);
  return {
    AND: [
      { field: visibleCustomFields(actor) },
      {
        OR: [
          { AND: [{ clientId: { not: null } }, owner] },
          { service: owner },
          { serviceAddon: owner },
          { ticket: owner },
          { cartItem: { cart: { AND: [{ clientId: { not: null } }, owner] } } },
        ],
      },
    ],
  };
};

builder.prismaNode('CustomFieldValue', {
  read: 'clients:read',
  visible: visibleValues,
  description: 'Value of a custom field.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    field: t.relation('field', { description: 'Custom field the value belongs to.' }),
    value: t.string({
      description: 'Value that was filled in; dots for a password.',
      select: { value: true, valueEncrypted: true },
      resolve: ({ value, valueEncrypted }) => (valueEncrypted ? MASK : value),
    }),
  }),
});

builder.prismaObjectField('Client', 'customFieldValues', (t) =>
  t.relation('customFieldValues', {
    description: 'Values of the custom fields the company added to clients.',
    query: (_args, { actor }) => ({
      where: { field: visibleCustomFields(actor) },
      orderBy: [{ fieldId: 'asc' }, { id: 'asc' }],
    }),
  }),
);

builder.queryField('customFields', (t) =>
  t.prismaField({
    type: [CustomField],
    listSize: 100,
    description: 'Custom fields the company added to one kind of object, in their sort order.',
    authScopes: { permission: 'clients:read' },
    args: {
      owner: t.arg({
        type: CustomFieldOwner,
        defaultValue: 'CLIENT',
        description: 'Kind of object whose custom fields are listed.',
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
