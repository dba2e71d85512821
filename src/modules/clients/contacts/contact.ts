import type { Prisma } from '#generated/prisma/client.ts';
import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { emailKey, isText, phoneFilter } from '#schema/text-filter.ts';
import { Client } from '#modules/clients/client.ts';
import { EmailPreferences } from '#modules/clients/email-preferences.ts';
import { visibleContacts } from '#modules/clients/visible.ts';

/** A further person or address of a client. */
export const Contact = builder.prismaNode('Contact', {
  read: 'clients:read',
  description: 'A further person or address of a client.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    client: t.relation('client', { description: 'Whose contact it is.' }),
    firstName: t.exposeString('firstName', { description: 'First name of the person.' }),
    lastName: t.exposeString('lastName', { description: 'Last name of the person.' }),
    companyName: t.exposeString('companyName', { description: 'Company, if any.' }),
    email: t.exposeString('email', { description: 'In lower case; empty when there is none.' }),
    address1: t.exposeString('address1', { description: 'First line of the address.' }),
    address2: t.exposeString('address2', { description: 'Second line of the address.' }),
    city: t.exposeString('city', { description: 'Town or city.' }),
    state: t.exposeString('state', { description: 'State, province or county.' }),
    postcode: t.exposeString('postcode', { description: 'Postal code.' }),
    country: t.string({
      nullable: true,
      description: 'Two-letter ISO 3166-1 code; null when it is not known.',
      select: { countryCode: true },
      resolve: ({ countryCode }) => countryCode || null,
    }),
    phoneNumber: t.exposeString('phoneNumber', { description: 'Without the calling code.' }),
    phoneCountryCode: t.exposeString('phoneCountryCode', {
      description: 'Calling code without the plus sign.',
    }),
    taxId: t.exposeString('taxId', { description: 'VAT or other tax number.' }),
    isSubAccount: t.boolean({
      description: 'Whether it signs in with a password and may act for the client.',
      select: { userId: true },
      resolve: ({ userId }) => userId !== null,
    }),
    permissions: t.exposeStringList('permissions', { description: 'What it may do then.' }),
    emailPreferences: t.field({
      type: EmailPreferences,
      description: 'Which e-mails it wants.',
      select: EmailPreferences.columns,
      resolve: (contact) => contact,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.prismaObjectField('Client', 'contacts', (t) =>
  t.relatedConnection('contacts', {
    cursor: place,
    description: 'Its further people and addresses, as added.',
    totalCount: true,
    query: (_args, { actor }) => ({ where: visibleContacts(actor), orderBy: [{ id: 'asc' }] }),
  }),
);

builder.queryField('contact', (t) =>
  t.prismaField({
    type: Contact,
    nullable: true,
    description: 'One contact; null where there is none that the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions('GetContact', 'clients:read'),
    args: { id: t.arg.globalID({ for: Contact, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.contact.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleContacts(actor)] },
      }),
  }),
);

const ContactFilter = builder.inputType('ContactFilter', {
  description: 'Narrows contacts down; what is given must all hold, whole and in any case.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Of this client.' }),
    firstName: t.string({ description: 'First name.' }),
    lastName: t.string({ description: 'Last name.' }),
    companyName: t.string({ description: 'Company.' }),
    email: t.string({ description: 'E-mail address.' }),
    address1: t.string({ description: 'First line of the address.' }),
    address2: t.string({ description: 'Second line of the address.' }),
    city: t.string({ description: 'Town or city.' }),
    state: t.string({ description: 'State, province or county.' }),
    postcode: t.string({ description: 'Postal code.' }),
    country: t.field({ type: 'CountryCode', description: 'Country.' }),
    phoneNumber: t.string({ description: 'Telephone number, with the calling code or without.' }),
  }),
});

const ContactOrderField = builder.enumType('ContactOrderField', {
  description: 'What contacts can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of adding.' },
    FIRST_NAME: { value: 'firstName', description: 'First name.' },
    LAST_NAME: { value: 'lastName', description: 'Last name.' },
    COMPANY_NAME: { value: 'companyName', description: 'Company.' },
    EMAIL: { value: 'email', description: 'E-mail address.' },
    ADDRESS1: { value: 'address1', description: 'First line of the address.' },
    ADDRESS2: { value: 'address2', description: 'Second line of the address.' },
    CITY: { value: 'city', description: 'Town or city.' },
    STATE: { value: 'state', description: 'State, province or county.' },
    POSTCODE: { value: 'postcode', description: 'Postal code.' },
    COUNTRY: { value: 'countryCode', description: 'Country.' },
    PHONE_NUMBER: { value: 'phoneNumber', description: 'Telephone number.' },
    CLIENT: { value: 'clientId', description: 'Whose contact it is.' },
    CREATED_AT: { value: 'createdAt', description: 'When it was added.' },
  } as const,
});

const ContactOrder = builder.inputType('ContactOrder', {
  description: 'How contacts are sorted.',
  fields: (t) => ({
    field: t.field({ type: ContactOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('contacts', (t) =>
  t.prismaConnection({
    type: Contact,
    cursor: place,
    description: 'The contacts of the clients the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions('GetContacts', 'clients:read'),
    args: {
      filter: t.arg({ type: ContactFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: ContactOrder, description: 'In which order (default: as added).' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.contact.count({ where: contactsWhere(filter, visibleContacts(actor)) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.contact.findMany({
        ...skipping(query, offset),
        where: contactsWhere(filter, visibleContacts(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.ContactOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

function contactsWhere(
  filter: typeof ContactFilter.$inferInput | null | undefined,
  visible: Prisma.ContactWhereInput,
): Prisma.ContactWhereInput {
  const { clientId, country, email, phoneNumber, ...texts } = filter ?? {};
  const equal = Object.entries(texts)
    .filter(([, text]) => text)
    .map(([name, text]) => ({ [name]: isText(String(text)) }));
  return {
    AND: [
      visible,
      clientId ? { clientId: keyOf(clientId) } : {},
      country ? { countryCode: country } : {},
      email ? { email: emailKey(email) } : {},
      phoneNumber ? phoneFilter(phoneNumber, true) : {},
      ...(equal as Prisma.ContactWhereInput[]),
    ],
  };
}
