import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { EmailPreferences } from '#modules/clients/email-preferences.ts';
import { visibleContacts } from '#modules/clients/visible.ts';

/** A further person or address of a client. */
export const Contact = builder.prismaNode('Contact', {
  read: 'clients:read',
  visible: visibleContacts,
  description: 'A contact of a client: a further person or address.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the contact, used by the legacy APIs.',
    }),
    client: t.relation('client', {
      nullable: true,
      description: 'Client the contact belongs to.',
    }),
    fullName: t.string({
      description: 'First and last name of the contact.',
      select: { firstName: true, lastName: true },
      resolve: (row) => fullNameOf(row),
    }),
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
