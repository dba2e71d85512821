import { visibleContacts } from '#modules/clients/visible.ts';
import { anyOf, rows, withText, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { emailKey, isText, somebodyCalled, phoneFilter } from '#schema/text-filter.ts';
import { Contact } from './contact.ts';

/** A column that is this text, in any letter case. */
const whole = (column: string, description: string) =>
  withText((value) => ({ [column]: isText(value) }), description);

/** Lists of contacts. */
export const contactList = declareList({
  type: Contact,
  noun: 'Contact',
  model: 'Contact',
  visible: visibleContacts,
  filter: {
    client: rows('Client', 'clientId', 'Contacts of these clients.'),
    firstName: whole('firstName', 'Contacts with this first name.'),
    lastName: whole('lastName', 'Contacts with this last name.'),
    companyName: whole('companyName', 'Contacts with this company name.'),
    address1: whole('address1', 'Contacts with this first address line.'),
    address2: whole('address2', 'Contacts with this second address line.'),
    city: whole('city', 'Contacts in this town or city.'),
    state: whole('state', 'Contacts in this state, province or county.'),
    postcode: whole('postcode', 'Contacts with this postal code.'),
    email: withText((email) => ({ email: emailKey(email) }), 'Contacts with this email address.'),
    country: anyOf('CountryCode', 'countryCode', 'Contacts in these countries.'),
    phoneNumber: withText(
      (number) => phoneFilter(number, true),
      'Telephone number, with the calling code or without.',
    ),
    createdAt: timeSpans('createdAt', 'Time of adding.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    FIRST_NAME: ['firstName', 'By the first name.'],
    LAST_NAME: ['lastName', 'By the last name.'],
    COMPANY_NAME: ['companyName', 'By the company name.'],
    EMAIL: ['email', 'By the email address.'],
    ADDRESS1: ['address1', 'By the first address line.'],
    ADDRESS2: ['address2', 'By the second address line.'],
    CITY: ['city', 'By the town or city.'],
    STATE: ['state', 'By the state, province or county.'],
    POSTCODE: ['postcode', 'By the postal code.'],
    COUNTRY: ['countryCode', 'By the country.'],
    PHONE_NUMBER: ['phoneNumber', 'By the telephone number.'],
    CLIENT: ['clientId', 'By the client.'],
    CREATED_AT: ['createdAt', 'By the time of adding.'],
  },
  search: somebodyCalled,
});

contactList.root('contacts', {
  description: 'List the contacts of the clients the actor may see.',
  permission: 'clients:read',
  legacy: 'GetContacts',
});

contactList.under('Client', 'contacts', 'contacts', {
  description:
    'Contacts of the client (further people and addresses), in the order they were added.',
});
