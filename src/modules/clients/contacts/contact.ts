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
  description: 'A contact of a client: a further person or address.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the contact, used by the legacy APIs.',
    }),
    client: t.relation('client', { description: 'Client the contact belongs to.' }),
    firstName: t.exposeString('firstName', { description: 'First name of the contact.' }),
    lastName: t.exposeString('lastName', { description: 'Last name of the contact.' }),
    companyName: t.exposeString('companyName', {
      description: 'Company name of the contact, if any.',
    }),
    email: t.exposeString('email', {
      description: 'Email address of the contact in lower case; empty for none.',
    }),
    address1: t.exposeString('address1', { description: "First line of the contact's address." }),
    address2: t.exposeString('address2', { description: "Second line of the contact's address." }),
    city: t.exposeString('city', { description: 'Town or city of the contact.' }),
    state: t.exposeString('state', { description: 'State, province or county of the contact.' }),
    postcode: t.exposeString('postcode', { description: 'Postal code of the contact.' }),
    country: t.string({
      nullable: true,
      description: 'Two-letter ISO 3166-1 country code of the contact; null when unknown.',
      select: { countryCode: true },
      resolve: ({ countryCode }) => countryCode || null,
    }),
    phoneNumber: t.exposeString('phoneNumber', {
      description: 'Telephone number of the contact, without the calling code.',
    }),
    phoneCountryCode: t.exposeString('phoneCountryCode', {
      description: "Calling code of the contact's telephone number, without the plus sign.",
    }),
    taxId: t.exposeString('taxId', { description: 'VAT or other tax number of the contact.' }),
    isSubAccount: t.boolean({
      description: 'Whether it signs in with a password and may act for the client.',
      select: { userId: true },
      resolve: ({ userId }) => userId !== null,
    }),
    permissions: t.exposeStringList('permissions', {
      description: 'Permissions of the contact as a sub-account.',
    }),
    emailPreferences: t.field({
      type: EmailPreferences,
      description: 'Which emails the contact wants.',
      select: EmailPreferences.columns,
      resolve: (contact) => contact,
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the contact was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the contact.',
    }),
  }),
});

builder.prismaObjectField('Client', 'contacts', (t) =>
  t.relatedConnection('contacts', {
    cursor: place,
    description:
      'Contacts of the client (further people and addresses), in the order they were added.',
    totalCount: true,
    query: (_args, { actor }) => ({ where: visibleContacts(actor), orderBy: [{ id: 'asc' }] }),
  }),
);

builder.queryField('contact', (t) =>
  t.prismaField({
    type: Contact,
    nullable: true,
    description: 'Look up a contact; null if there is no such contact that the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions('GetContact', 'clients:read'),
    args: {
      id: t.arg.globalID({
        for: Contact,
        required: true,
        description: 'ID of the contact to look up.',
      }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.contact.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleContacts(actor)] },
      }),
  }),
);

const ContactFilter = builder.inputType('ContactFilter', {
  description:
    'Filter for contacts. All given conditions must hold; texts match the whole value, in any letter case.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Only contacts of this client.' }),
    firstName: t.string({ description: 'Only contacts with this first name.' }),
    lastName: t.string({ description: 'Only contacts with this last name.' }),
    companyName: t.string({ description: 'Only contacts with this company name.' }),
    email: t.string({ description: 'Only contacts with this email address.' }),
    address1: t.string({ description: 'Only contacts with this first address line.' }),
    address2: t.string({ description: 'Only contacts with this second address line.' }),
    city: t.string({ description: 'Only contacts in this town or city.' }),
    state: t.string({ description: 'Only contacts in this state, province or county.' }),
    postcode: t.string({ description: 'Only contacts with this postal code.' }),
    country: t.field({ type: 'CountryCode', description: 'Only contacts in this country.' }),
    phoneNumber: t.string({ description: 'Telephone number, with the calling code or without.' }),
  }),
});

const ContactOrderField = builder.enumType('ContactOrderField', {
  description: 'Fields by which contacts can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order of adding.' },
    FIRST_NAME: { value: 'firstName', description: 'By the first name.' },
    LAST_NAME: { value: 'lastName', description: 'By the last name.' },
    COMPANY_NAME: { value: 'companyName', description: 'By the company name.' },
    EMAIL: { value: 'email', description: 'By the email address.' },
    ADDRESS1: { value: 'address1', description: 'By the first address line.' },
    ADDRESS2: { value: 'address2', description: 'By the second address line.' },
    CITY: { value: 'city', description: 'By the town or city.' },
    STATE: { value: 'state', description: 'By the state, province or county.' },
    POSTCODE: { value: 'postcode', description: 'By the postal code.' },
    COUNTRY: { value: 'countryCode', description: 'By the country.' },
    PHONE_NUMBER: { value: 'phoneNumber', description: 'By the telephone number.' },
    CLIENT: { value: 'clientId', description: 'By the client.' },
    CREATED_AT: { value: 'createdAt', description: 'By the time of adding.' },
  } as const,
});

const ContactOrder = builder.inputType('ContactOrder', {
  description: 'Sort order of contacts.',
  fields: (t) => ({
    field: t.field({
      type: ContactOrderField,
      required: true,
      description: 'Field to sort contacts by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction in which to sort contacts.',
    }),
  }),
});

builder.queryField('contacts', (t) =>
  t.prismaConnection({
    type: Contact,
    cursor: place,
    description: 'List the contacts of the clients the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions('GetContacts', 'clients:read'),
    args: {
      filter: t.arg({ type: ContactFilter, description: 'Conditions the contacts must meet.' }),
      orderBy: t.arg({
        type: ContactOrder,
        description: 'Sort order of the contacts. Default: the order of adding.',
      }),
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
