import type { Prisma } from '#generated/prisma/client.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Contacts, Dnssec, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import type { Tx } from '#platform/database/client.ts';
import type { TaskContext } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { registrarShape, supportedBy } from '#modules/domains/registrars/at-registrar.ts';
import { contactsOf, ensureRegistrant } from '#modules/domains/changes/contacts.ts';
import { dnssecOf, isSigned } from '#modules/domains/changes/dnssec.ts';
import { nameserverColumns } from '#modules/domains/changes/nameservers.ts';
import { answersOf, requireOrderable } from '#modules/domains/ordering/orderable.ts';

/** What of a domain's row an order needs. */
export const orderShape = {
  id: true,
  clientId: true,
  status: true,
  origin: true,
  name: true,
  years: true,
  idnLanguage: true,
  expiresOn: true,
  nextDueOn: true,
  isPremium: true,
  premiumCost: true,
  premiumFirstCost: true,
  premiumCurrencyCode: true,
  currencyCode: true,
  idProtection: true,
  additionalFields: true,
  dnssec: true,
  serviceId: true,
  registrarId: true,
  eppCodeEncrypted: true,
  ns1: true,
  ns2: true,
  ns3: true,
  ns4: true,
  ns5: true,
  tld: {
    select: {
      id: true,
      extension: true,
      registrarId: true,
      requiresEpp: true,
      voucherRequired: true,
      graceDays: true,
      redemptionDays: true,
      minLength: true,
      maxLength: true,
      idnLanguages: true,
      fields: {
        select: { name: true, label: true, isRequired: true, type: true, options: true },
        orderBy: { sortOrder: 'asc' },
      },
    },
  },
  ...registrarShape,
} satisfies Prisma.DomainSelect;

/** A domain that is about to be ordered. */
export type Ordered = Prisma.DomainGetPayload<{ select: typeof orderShape }>;

/** A registration or renewal is for so many years. @throws DomainError DOMAIN_YEARS_INVALID */
export function requireYears({ fail }: Work, years: number): void {
  if (!Number.isInteger(years) || years < 1 || years > 10)
    fail('DOMAIN_YEARS_INVALID', undefined, { field: 'years' });
}

/** An operation that brings a domain here. */
export type Arriving = 'register' | 'transfer';

/**
 * Makes a domain ready to be ordered: a registrar that takes such orders, what its registry asks,
 * name servers, a registrant, and nobody else's order for the same name. A transfer keeps the name
 * servers the name has, unless the order names some (RFC 5731 has none in the transfer command).
 * @returns the name servers to send; none for a transfer without
 */
export async function prepareOrder(
  work: Work,
  domain: Ordered,
  operation: Arriving,
  provided: readonly (string | null | undefined)[],
): Promise<string[]> {
  const { tx, app, fail } = work;
  const registrar = domain.registrar ?? (await registrarOfTld(tx, domain));
  const supports = supportedBy(app, registrar);
  const isSignedOrder = operation === 'register' && isSigned(dnssecOf(domain));
  const isAble = supports?.has(operation) && (!isSignedOrder || supports.has('setDnssec'));
  if (supports && !isAble) fail('REGISTRAR_OPERATION_MISSING');
  // Two orders for one name wait for each other here, so that the second one sees the first.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`domain ${domain.name}`}))`;
  if (await isHeldElsewhere(tx, domain)) fail('DOMAIN_TAKEN');
  const names = await requireOrderable(work, domain, operation, provided);
  await ensureRegistrant(tx, domain.id, domain.clientId);
  await tx.domain.update({
    where: { id: domain.id },
    data: {
      ...(names.length > 0 && nameserverColumns(names)),
      registrarId: registrar?.id ?? null,
    },
  });
  return names;
}

const registrarOfTld = async (tx: Tx, { tld }: Ordered) =>
  tld?.registrarId
    ? tx.registrar.findUnique({
        where: { id: tld.registrarId },
        select: registrarShape.registrar.select,
      })
    : null;

/** Whether another row has the name and its registrar, or is about to. */
const isHeldElsewhere = async (tx: Tx, { id, name }: Ordered): Promise<boolean> =>
  (await tx.domain.count({
    where: {
      name,
      id: { not: id },
      status: { in: ['PENDING_REGISTRATION', 'PENDING_TRANSFER', 'ACTIVE', 'GRACE', 'REDEMPTION'] },
    },
  })) > 0;

/** Takes a voucher for an order where the TLD wants one; null where it does not. */
export async function takeVoucher(
  { tx, fail }: Work,
  { id, tld }: Ordered,
  years: number,
): Promise<number | null> {
  if (!tld?.voucherRequired) return null;
  const [voucher] = await tx.$queryRaw<{ id: number }[]>`
    update tld_vouchers set used_for_domain_id = ${id}, used_at = now(), updated_at = now()
    where id = (
      select id from tld_vouchers
      where tld_id = ${tld.id} and years = ${years} and used_at is null
      order by id limit 1 for update skip locked)
    returning id`;
  return voucher?.id ?? fail('TLD_VOUCHER_MISSING', undefined, { field: 'years' });
}

/** Gives a voucher back that an order did not use up after all. */
export async function returnVoucher({ tx }: Work, voucherId: number | null): Promise<void> {
  if (voucherId === null) return;
  const data = { usedForDomainId: null, usedAt: null };
  await tx.tldVoucher.updateMany({ where: { id: voucherId }, data });
}

/** What a premium name may be ordered for; a transfer and a registration are for one price each. */
export type PricedOrder = Arriving | { renewedFor: number };

/** What the registry is to charge for a premium name as a whole; undefined where it asks nothing special. */
function premiumFeeOf(domain: Ordered, operation: PricedOrder): RegistrarMoney | undefined {
  const { isPremium, premiumCost, premiumFirstCost } = domain;
  const years = typeof operation === 'string' ? 1 : operation.renewedFor;
  const cost = operation === 'register' ? (premiumFirstCost ?? premiumCost) : premiumCost;
  if (!isPremium || cost === null) return undefined;
  const currency = domain.premiumCurrencyCode ?? domain.currencyCode;
  return { amount: cost.times(years).toFixed(), currency };
}

/** What every order at a registrar carries, read when it is sent. */
export interface OrderDetails {
  name: string;
  idProtection: boolean;
  answers: Record<string, string>;
  idnLanguage?: string;
  voucher?: string;
  premiumFee?: RegistrarMoney;
  dnssec?: Dnssec;
  eppCode: string | null;
}

/** Who is named in an order. @throws ProviderError NOT_SENT when nobody is. */
export async function peopleOf({ db }: TaskContext, domainId: number): Promise<Contacts> {
  const contacts = await contactsOf(db, domainId);
  if (contacts) return contacts;
  throw new ProviderError('NOT_SENT', 'The domain has no registrant.');
}

/** The papers of an order. @throws ProviderError NOT_SENT when the domain is gone. */
export async function orderDetailsOf(
  { app, db }: TaskContext,
  domainId: number,
  voucherId: number | null,
  operation: PricedOrder,
): Promise<OrderDetails> {
  const domain = await db.domain.findUnique({ where: { id: domainId }, select: orderShape });
  if (!domain) throw new ProviderError('NOT_SENT', 'The domain is gone.');
  const voucher =
    voucherId === null ? null : await db.tldVoucher.findUniqueOrThrow({ where: { id: voucherId } });
  const { eppCodeEncrypted } = domain;
  const premiumFee = premiumFeeOf(domain, operation);
  const dnssec = dnssecOf(domain);
  return {
    name: domain.name,
    idProtection: domain.idProtection,
    answers: answersOf(domain),
    ...(domain.idnLanguage && { idnLanguage: domain.idnLanguage }),
    ...(voucher && {
      voucher: app.keyring
        .box('tld-voucher')
        .decrypt(voucher.codeEncrypted, `tld_vouchers:${voucher.codeHash}`),
    }),
    ...(premiumFee && { premiumFee }),
    ...(operation === 'register' && isSigned(dnssec) && { dnssec }),
    eppCode: eppCodeEncrypted
      ? app.keyring.box('epp-code').decrypt(eppCodeEncrypted, `domains:${domainId}`)
      : null,
  };
}
