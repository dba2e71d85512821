import type { Prisma } from '#generated/prisma/client.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Contacts, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import type { TaskContext } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { registrarShape, requireRegistrar } from '#modules/domains/registrars/at-registrar.ts';
import { contactsOf, ensureRegistrant } from '#modules/domains/changes/contacts.ts';
import { lengthOf } from '#modules/domains/domain-name.ts';
import {
  nameserverColumns,
  readNameservers,
  serverNameservers,
} from '#modules/domains/changes/nameservers.ts';

/** What of a domain's row an order needs. */
export const orderShape = {
  id: true,
  clientId: true,
  status: true,
  name: true,
  years: true,
  idnLanguage: true,
  expiresOn: true,
  nextDueOn: true,
  isPremium: true,
  premiumCost: true,
  currencyCode: true,
  idProtection: true,
  additionalFields: true,
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
      minLength: true,
      maxLength: true,
      idnLanguages: true,
      fields: { where: { isRequired: true }, select: { name: true, label: true } },
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

/** Refuses names, languages and answers that the registry would refuse. */
export function requireOrderable({ fail }: Work, domain: Ordered): void {
  const { name, tld, idnLanguage } = domain;
  if (!tld) return;
  const label = name.slice(0, -tld.extension.length - 1);
  const length = lengthOf(label);
  if (length < tld.minLength || length > tld.maxLength)
    fail(
      'DOMAIN_NAME_INVALID',
      `Names below .${tld.extension} have ${tld.minLength} to ${tld.maxLength} characters.`,
      { field: 'name' },
    );
  const languages = tld.idnLanguages;
  if (label.startsWith('xn--') && languages.length && !languages.includes(idnLanguage))
    fail('IDN_LANGUAGE_INVALID', undefined, { field: 'idnLanguage', languages });
  const answers = (domain.additionalFields ?? {}) as Record<string, unknown>;
  const open = tld.fields.find((field) => !answers[field.name]);
  if (open) fail('DOMAIN_FIELD_MISSING', `${open.label} is required.`, { field: open.name });
}

/**
 * Makes a domain ready to be ordered: a registrar that takes orders, name servers, a registrant,
 * and nobody else's order for the same name.
 */
export async function prepareOrder(
  work: Work,
  domain: Ordered,
  provided: readonly (string | null | undefined)[],
): Promise<string[]> {
  const { tx, app, fail } = work;
  requireOrderable(work, domain);
  const registrar =
    domain.registrar ??
    (domain.tld?.registrarId
      ? await tx.registrar.findUnique({
          where: { id: domain.tld.registrarId },
          select: registrarShape.registrar.select,
        })
      : null);
  requireRegistrar(app, registrar);
  // Two orders for one name wait for each other here, so that the second one sees the first.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`domain ${domain.name}`}))`;
  const others = await tx.domain.count({
    where: {
      name: domain.name,
      id: { not: domain.id },
      status: { in: ['PENDING_REGISTRATION', 'PENDING_TRANSFER', 'ACTIVE', 'GRACE', 'REDEMPTION'] },
    },
  });
  if (others) fail('DOMAIN_TAKEN');
  const names = readNameservers(await choose(work, domain, provided));
  await ensureRegistrant(tx, domain.id, domain.clientId);
  await tx.domain.update({
    where: { id: domain.id },
    data: { ...nameserverColumns(names), registrarId: registrar?.id ?? null },
  });
  return names;
}

async function choose(
  { tx }: Work,
  domain: Ordered,
  provided: readonly (string | null | undefined)[],
): Promise<readonly (string | null | undefined)[]> {
  if (provided.some((name) => name?.trim())) return provided;
  const own = [domain.ns1, domain.ns2, domain.ns3, domain.ns4, domain.ns5];
  if (own.some((name) => name !== '')) return own;
  return serverNameservers(tx, domain.serviceId);
}

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

/** What every order at a registrar carries, read when it is sent. */
export interface OrderDetails {
  name: string;
  idProtection: boolean;
  extra: Record<string, string>;
  premiumFee?: RegistrarMoney;
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
): Promise<OrderDetails> {
  const domain = await db.domain.findUnique({ where: { id: domainId }, select: orderShape });
  if (!domain) throw new ProviderError('NOT_SENT', 'The domain is gone.');
  const answers = Object.entries((domain.additionalFields ?? {}) as Record<string, unknown>);
  const extra = Object.fromEntries(answers.map(([name, value]) => [name, String(value)]));
  // The one registrar whose name for it is documented.
  if (domain.idnLanguage && domain.registrar?.module === 'logicboxes')
    extra.idnLanguageCode = domain.idnLanguage;
  if (voucherId !== null) {
    const voucher = await db.tldVoucher.findUniqueOrThrow({ where: { id: voucherId } });
    const { codeEncrypted, codeHash } = voucher;
    extra.voucher = app.keyring
      .box('tld-voucher')
      .decrypt(codeEncrypted, `tld_vouchers:${codeHash}`);
  }
  const { eppCodeEncrypted, premiumCost } = domain;
  return {
    name: domain.name,
    idProtection: domain.idProtection,
    extra,
    ...(domain.isPremium &&
      premiumCost !== null && {
        premiumFee: { amount: premiumCost.toFixed(), currency: domain.currencyCode },
      }),
    eppCode: eppCodeEncrypted
      ? app.keyring.box('epp-code').decrypt(eppCodeEncrypted, `domains:${domainId}`)
      : null,
  };
}
