import type { Actor } from '#core/actor.ts';
import { isBackOffice } from '#core/actor.ts';
import { toDay } from '#core/dates.ts';
import { encodeId } from '#core/ids.ts';
import { type Amount, asText } from '#core/money.ts';
import type { Permission } from '#core/permissions.ts';
import type { ExportConnection } from '#generated/prisma/enums.ts';
import { invoiceList } from '#modules/billing/invoices/invoices.ts';
import { transactionList } from '#modules/billing/payments/transactions.ts';
import { clientList } from '#modules/clients/clients.ts';
import { domainList } from '#modules/domains/domains.ts';
import { ticketList } from '#modules/support/tickets/tickets.ts';

/** A row as it was read: what the columns select of it. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** A column of the file. */
export interface ExportColumn {
  /** What is read for it, as Prisma's `select`. */
  select: object;
  text: (row: ExportedRow) => string;
  /** What the actor must hold besides the right to read the list. */
  needs?: Permission;
  isForBackOffice?: boolean;
}

/** What can be written to a file. */
export interface Exported {
  read: Permission;
  model: string;
  list: typeof invoiceList;
  columns: Readonly<Record<string, ExportColumn>>;
}

const written = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString() : String(value as string | number | boolean);
};

/** A column as it stands. */
const plain = (name: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  select: { [name]: true },
  text: (row) => written(row[name]),
  ...more,
});

const day = (name: string): ExportColumn => ({
  select: { [name]: true },
  text: (row) => (row[name] ? toDay(row[name] as Date) : ''),
});

/** An amount with the decimals of its currency. */
const money = (name: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  select: { [name]: true, currencyCode: true },
  text: (row) => asText(row[name] as Amount, row.currencyCode as string),
  ...more,
});

/** The global id of a row that a column leads to. */
const idOf = (type: string, name: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  select: { [name]: true },
  text: (row) => (row[name] ? encodeId(type, row[name] as number) : ''),
  ...more,
});

/** A column of the one row that a relation leads to. */
const through = (relation: string, name: string, more: Partial<ExportColumn> = {}) => ({
  select: { [relation]: { select: { [name]: true } } },
  text: (row: ExportedRow) => written((row[relation] as ExportedRow | null)?.[name]),
  ...more,
});

const nameOfClient = {
  select: { client: { select: { firstName: true, lastName: true, companyName: true } } },
  needs: 'clients:read',
} as const;

const clientColumns = {
  client: idOf('Client', 'clientId', { needs: 'clients:read' }),
  clientName: {
    ...nameOfClient,
    text: ({ client }: ExportedRow) => {
      const { firstName, lastName } = (client ?? {}) as Record<string, string | undefined>;
      return [firstName, lastName].filter(Boolean).join(' ');
    },
  },
  clientCompanyName: through('client', 'companyName', nameOfClient),
};

const currency = plain('currencyCode');

/** What can be exported, with the columns in their order. */
export const exported: Readonly<Record<ExportConnection, Exported>> = {
  INVOICES: {
    read: 'billing:read',
    model: 'Invoice',
    list: invoiceList,
    columns: {
      id: idOf('Invoice', 'id'),
      number: plain('number'),
      kind: plain('kind'),
      status: plain('status'),
      ...clientColumns,
      issuedOn: day('issuedOn'),
      dueOn: day('dueOn'),
      paidAt: plain('paidAt'),
      currency,
      subtotal: money('subtotal'),
      tax: money('tax'),
      tax2: money('tax2'),
      credit: money('credit'),
      total: money('total'),
      balance: money('balance'),
    },
  },
  TRANSACTIONS: {
    read: 'billing:read',
    model: 'Transaction',
    list: transactionList,
    columns: {
      id: idOf('Transaction', 'id'),
      happenedAt: plain('happenedAt'),
      kind: plain('kind'),
      ...clientColumns,
      invoice: idOf('Invoice', 'invoiceId'),
      invoiceNumber: through('invoice', 'number'),
      gateway: through('gateway', 'displayName'),
      transactionRef: plain('transactionRef'),
      description: plain('description'),
      currency,
      amountIn: money('amountIn'),
      amountOut: money('amountOut'),
      fees: money('fees', { isForBackOffice: true }),
      isVoided: plain('isVoided'),
    },
  },
  CLIENTS: {
    read: 'clients:read',
    model: 'Client',
    list: clientList,
    columns: {
      id: idOf('Client', 'id'),
      firstName: plain('firstName'),
      lastName: plain('lastName'),
      companyName: plain('companyName'),
      email: plain('email'),
      address1: plain('address1'),
      address2: plain('address2'),
      city: plain('city'),
      state: plain('state'),
      postcode: plain('postcode'),
      country: plain('countryCode'),
      phoneCountryCode: plain('phoneCountryCode'),
      phoneNumber: plain('phoneNumber'),
      taxId: plain('taxId'),
      status: plain('status'),
      currency,
      credit: money('creditBalance', { needs: 'billing:read' }),
      balance: money('balance', { needs: 'billing:read' }),
      createdAt: plain('createdAt'),
    },
  },
  DOMAINS: {
    read: 'domains:read',
    model: 'Domain',
    list: domainList,
    columns: {
      id: idOf('Domain', 'id'),
      name: plain('name'),
      unicodeName: plain('unicodeName'),
      status: plain('status'),
      ...clientColumns,
      registeredOn: day('registeredOn'),
      expiresOn: day('expiresOn'),
      nextDueOn: day('nextDueOn'),
      autoRenew: plain('autoRenew'),
      years: plain('years'),
      currency,
      recurringAmount: money('recurringAmount'),
    },
  },
  TICKETS: {
    read: 'support:read',
    model: 'Ticket',
    list: ticketList,
    columns: {
      id: idOf('Ticket', 'id'),
      number: plain('number'),
      subject: plain('subject'),
      status: through('status', 'title'),
      priority: plain('priority'),
      department: through('department', 'name'),
      ...clientColumns,
      name: plain('name'),
      email: plain('email'),
      createdAt: plain('createdAt'),
      lastReplyAt: plain('lastReplyAt'),
      closedAt: plain('closedAt'),
    },
  },
};

export const connectionNames = Object.keys(exported) as ExportConnection[];

/** The columns an actor may see, by their names. */
export const columnsFor = ({ columns }: Exported, actor: Actor): string[] =>
  Object.entries(columns)
    .filter(
      ([, { needs, isForBackOffice }]) =>
        (!needs || actor.permissions.has(needs)) && (!isForBackOffice || isBackOffice(actor)),
    )
    .map(([name]) => name);
