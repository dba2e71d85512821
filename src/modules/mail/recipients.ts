import { fullNameOf } from '#core/names.ts';
import { matchNone } from '#modules/access/visible.ts';
import type { EmailTemplateType, Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { brandColumns } from './company.ts';
import type { Addressee } from './topic.ts';

/** The column that says whether somebody wants emails of a type; types without one always go. */
const preferences = {
  GENERAL: 'generalEmails',
  PRODUCT: 'productEmails',
  DOMAIN: 'domainEmails',
  INVOICE: 'invoiceEmails',
  QUOTE: 'invoiceEmails',
  SUPPORT: 'supportEmails',
  AFFILIATE: 'affiliateEmails',
  USER: null,
  ADMIN: null,
  NOTIFICATION: null,
} as const satisfies Record<EmailTemplateType, string | null>;

/** The client an email concerns, as `client` in templates and with what decides who reads it. */
export const clientColumns = {
  id: true,
  firstName: true,
  lastName: true,
  companyName: true,
  email: true,
  address1: true,
  address2: true,
  city: true,
  state: true,
  postcode: true,
  countryCode: true,
  phoneCountryCode: true,
  phoneNumber: true,
  taxId: true,
  language: true,
  currencyCode: true,
  currency: { select: { code: true, prefix: true, suffix: true, format: true } },
  creditBalance: true,
  createdAt: true,
  status: true,
  generalEmails: true,
  productEmails: true,
  domainEmails: true,
  invoiceEmails: true,
  supportEmails: true,
  affiliateEmails: true,
  reseller: { select: brandColumns },
} satisfies Prisma.ClientSelect;

/** A client with all that emails need of it. */
export type ClientRow = Prisma.ClientGetPayload<{ select: typeof clientColumns }>;

/**
 * Who of a client's people gets an email of this type: the client itself, then its contacts, each
 * if it wants such emails. Null when nobody does.
 * @param always the client gets it whatever it wants, as when staff send it manually
 */
export async function clientReaders(
  tx: Tx,
  client: ClientRow,
  type: EmailTemplateType,
  always: boolean,
): Promise<Addressee | null> {
  const preference = preferences[type];
  const contacts = preference
    ? await tx.contact.findMany({
        where: { clientId: client.id, [preference]: true, email: { not: '' } },
        select: { firstName: true, lastName: true, email: true },
        orderBy: { id: 'asc' },
        take: 20,
      })
    : [];
  const wants = always || preference === null || client[preference];
  const readers = [...(wants ? [client] : []), ...contacts];
  const [first, ...others] = readers;
  if (!first) return null;
  const cc = [...new Set(others.map(({ email }) => email))].filter(
    (email) => email !== first.email,
  );
  return { name: fullNameOf(first), email: first.email, language: client.language, cc };
}

/** Which staff get an email. */
export interface StaffChoice {
  /** Everybody with this flag in the role. */
  role?: 'receivesSystemEmail' | 'receivesAccountEmail' | 'receivesSupportEmail';
  /** Those assigned to this department. */
  departmentId?: number;
  /** Of these, only those who want to be told of tickets. */
  isAboutTicket?: boolean;
  /** And in any case these. */
  adminIds?: readonly number[];
}

/** The staff an email goes to, each with an email of their own; those who left get none. */
export async function staffReaders(tx: Tx, choice: StaffChoice): Promise<Addressee[]> {
  const { role, departmentId, isAboutTicket, adminIds = [] } = choice;
  const links = {
    departmentId: departmentId ?? -1,
    ...(isAboutTicket && { receivesTicketNotifications: true }),
  };
  const chosen: Prisma.AdminWhereInput[] = [
    { id: { in: [...adminIds] } },
    ...(role ? [{ role: { [role]: true } }] : []),
    ...(departmentId === undefined ? [] : [{ departmentLinks: { some: links } }]),
  ];
  const everybody = !role && departmentId === undefined && adminIds.length === 0;
  const admins = await tx.admin.findMany({
    where: { isDisabled: false, ...(!everybody && { OR: [matchNone, ...chosen] }) },
    select: { id: true, firstName: true, lastName: true, email: true, language: true },
    orderBy: { id: 'asc' },
    take: 200,
  });
  return admins.map((admin) => ({
    name: fullNameOf(admin),
    email: admin.email,
    language: admin.language,
    adminId: admin.id,
  }));
}
