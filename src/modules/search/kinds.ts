import type { Actor } from '#core/actor.ts';
import { asciiDomain, asciiStart, standsWithoutSpaces } from '#core/text.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { visibleUsers } from '#modules/access/users/visible-users.ts';
import { visibleInvoices, visibleTransactions } from '#modules/billing/visible.ts';
import { visibleContacts } from '#modules/clients/visible.ts';
import { visibleDomains } from '#modules/domains/visible.ts';
import { visibleOrders } from '#modules/orders/visible.ts';
import { visibleServices } from '#modules/services/visible.ts';
import { visibleTickets } from '#modules/support/visible.ts';
import {
  beginsLower,
  beginsName,
  beginsWith,
  emailKey,
  idIn,
  includes,
  includesLower,
  isText,
  peopleWith,
} from '#schema/text-filter.ts';

/** Conditions, any of which is enough. */
export type Any = readonly [object, ...object[]];

/** How a column of text begins. */
export type Start = Readonly<Record<string, { startsWith: string; mode?: 'insensitive' }>>;

/** A type that the search box finds. */
export interface Kind {
  /** Its name, which is that of its model. */
  type: string;
  visible: (actor: Actor) => object;
  /** What the whole text names, to the letter. */
  exact: (text: string, words: readonly string[]) => Any;
  /** The columns that a word begins, best first; an index by text serves each. */
  start: (word: string) => readonly [Start, ...Start[]];
  /** What a word is a part of. */
  part: (word: string) => Any;
}

/** The most letters of a name that is written without spaces. */
const LONGEST_NAME = 10;

/** First and last name, in either order; without a space between them where nobody writes one. */
function bothNames(words: readonly string[]): object[] {
  const [word = ''] = words;
  const isOne = words.length === 1 && standsWithoutSpaces(word);
  const [parts, between] = isOne ? [[...word].slice(0, LONGEST_NAME), ''] : [words, ' '];
  return parts.slice(1).flatMap((_part, at) => {
    const first = isText(parts.slice(0, at + 1).join(between));
    const last = isText(parts.slice(at + 1).join(between));
    return [
      { firstName: first, lastName: last },
      { firstName: last, lastName: first },
    ];
  });
}

const person = {
  start: (word: string): readonly [Start, ...Start[]] => [
    { firstName: beginsWith(word) },
    { lastName: beginsWith(word) },
    { companyName: beginsWith(word) },
    { email: beginsName(word) },
  ],
  part: peopleWith,
};

/** What is found by its number. */
const numbered = {
  exact: (text: string): Any => [{ number: isText(text) }, { id: idIn(text) }],
  start: (word: string): readonly [Start] => [{ number: beginsWith(word) }],
  part: (word: string): Any => [{ number: includes(word) }],
};

/** The types, in the order in which they stand where they are found alike. */
export const kinds: readonly Kind[] = [
  {
    type: 'Client',
    visible: visibleClients,
    ...person,
    exact: (text, words) => [
      { email: emailKey(text) },
      { companyName: isText(text) },
      { id: idIn(text) },
      ...bothNames(words),
    ],
  },
  {
    type: 'Contact',
    visible: visibleContacts,
    ...person,
    exact: (text, words) => [
      { email: emailKey(text) },
      { companyName: isText(text) },
      ...bothNames(words),
    ],
  },
  {
    type: 'User',
    visible: visibleUsers,
    exact: (text, words) => [{ email: emailKey(text) }, ...bothNames(words)],
    start: (word) => [
      { firstName: beginsWith(word) },
      { lastName: beginsWith(word) },
      { email: beginsName(word) },
    ],
    part: (word) => [
      { firstName: includes(word) },
      { lastName: includes(word) },
      { email: includesLower(asciiStart(word)) },
    ],
  },
  {
    type: 'Domain',
    visible: visibleDomains,
    exact: (text) => [{ name: asciiDomain(text) ?? '' }],
    start: (word) => [{ name: beginsName(word) }, { unicodeName: beginsLower(word) }],
    part: (word) => [
      { name: includesLower(asciiStart(word)) },
      { unicodeName: includesLower(word) },
    ],
  },
  {
    type: 'Service',
    visible: visibleServices,
    exact: (text) => [{ domainName: asciiDomain(text) ?? ' ' }, { username: isText(text) }],
    start: (word) => [{ domainName: beginsName(word) }, { username: beginsWith(word) }],
    part: (word) => [{ domainName: includesLower(asciiStart(word)) }, { username: includes(word) }],
  },
  { type: 'Invoice', visible: visibleInvoices, ...numbered },
  { type: 'Order', visible: visibleOrders, ...numbered },
  {
    type: 'Ticket',
    visible: visibleTickets,
    exact: (text) => [{ number: isText(text) }, { subject: isText(text) }],
    start: (word) => [{ number: beginsWith(word) }, { subject: beginsWith(word) }],
    part: (word) => [{ number: includes(word) }, { subject: includes(word) }],
  },
  {
    type: 'Transaction',
    visible: visibleTransactions,
    exact: (text) => [{ transactionRef: isText(text) }],
    start: (word) => [{ transactionRef: beginsWith(word) }],
    part: (word) => [{ transactionRef: includes(word) }],
  },
];
