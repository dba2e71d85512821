import { domainToUnicode } from 'node:url';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { asciiDomain } from '#core/text.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Domain } from './domain.ts';
import { domainPayload } from './domain-payload.ts';
import { DomainStatus } from './domain-status.ts';
import { renewalIsLate } from './late-renewal.ts';
import { type Features, namedFeatures } from '#modules/domains/changes/features.ts';
import { nameserverColumns, readNameservers } from '#modules/domains/changes/nameservers.ts';
import {
  beginOutward,
  newsOf,
  type Outward,
  outwardShape,
  sentPart,
} from '#modules/domains/changes/outward.ts';
import { RegistrarNode } from '#modules/domains/registrars/registrar.ts';
import { renewalPrice } from '#modules/domains/ordering/renewal-price.ts';
import { soldName } from '#modules/domains/tlds/sold.ts';
import { Promotion } from '#modules/catalog/promotions/promotion.ts';
import { references } from './domain-references.ts';
import { refuseCompanyTerms } from '#modules/services/company-terms.ts';
import { domainFor } from './visible.ts';

const amount = z
  .custom<Prisma.Decimal>()
  .refine((value) => !value.isNegative() || value.isZero(), 'must not be negative')
  .nullish();

const texts = z.record(z.string().max(64), z.string().max(500)).nullish();
const answers = z.custom<Prisma.JsonValue>(
  (value) => texts.safeParse(value).success,
  'must hold texts by name',
);

command('updateClientDomain', {
  legacy: 'UpdateClientDomain',
  description:
    'Correct the stored data of a domain. Omitted fields stay unchanged. New addons and name servers of a held domain are also set at its registrar, if the registrar supports that; no other change reaches the registrar. What is paid for it, its dates and its status are only for staff.',
  permission: 'domains:write',
  input: (t) => ({
    domainId: t.globalID({
      for: Domain,
      required: true,
      description: 'ID of the domain to correct.',
    }),
    name: t.string({
      description: 'New name of the domain; its TLD need not be on sale.',
    }),
    status: t.field({ type: DomainStatus, description: 'New status of the domain.' }),
    registrarId: t.globalID({
      for: RegistrarNode,
      description: 'ID of the registrar at which the domain is held.',
    }),
    registrar: t.string({
      description:
        'Name of the active registrar at which the domain is held, for use instead of registrarId. Ignored beside registrarId; empty for none.',
    }),
    dnsManagement: t.boolean({ description: "Whether the domain's DNS is hosted." }),
    emailForwarding: t.boolean({ description: "Whether the domain's email is forwarded." }),
    idProtection: t.boolean({
      description: "Whether the owner's data is kept out of the public directory.",
    }),
    autoRenew: t.boolean({ description: 'Whether the domain is renewed automatically.' }),
    registeredOn: t.field({
      type: 'Date',
      description: 'Date the domain was registered; null for none.',
    }),
    expiresOn: t.field({
      type: 'Date',
      description: "Last day of the domain's period; null for none.",
    }),
    nextDueOn: t.field({
      type: 'Date',
      description: 'Date the payment for the next period is due.',
    }),
    years: t.int({
      description: 'Period of the domain, 1 to 10 years.',
      validate: z.number().int().min(1).max(10).nullish(),
    }),
    firstPaymentAmount: t.field({
      type: 'Decimal',
      description: 'Price of the first period.',
      validate: amount,
    }),
    recurringAmount: t.field({
      type: 'Decimal',
      description: 'Price of a renewal.',
      validate: amount,
    }),
    recalculateRecurring: t.boolean({
      description:
        'Whether to recalculate the price of a renewal from the price list and the promotion.',
    }),
    gatewayId: t.globalID({
      description: 'ID of the gateway through which the domain is paid, as `Gateway:2`.',
    }),
    paymentMethod: t.string({
      description:
        'System name of the gateway through which the domain is paid, such as `paypal`, for use instead of gatewayId. Ignored beside gatewayId; empty for none.',
    }),
    promotionId: t.globalID({
      for: Promotion,
      description: 'ID of the promotion applied to the domain.',
    }),
    subscriptionId: t.string({
      description:
        'ID of the agreement at the payment gateway by which the domain is paid. Empty for none.',
      validate: z.string().max(255).nullish(),
    }),
    nameservers: t.stringList({ description: 'Name servers of the domain, two to five.' }),
    notes: t.string({
      description: 'Staff notes on the domain.',
      validate: z.string().max(20_000).nullish(),
    }),
    additionalFields: t.field({
      type: 'JSON',
      description: "Answers to the registry's questions, by field name.",
      validate: answers,
    }),
    idnLanguage: t.string({ description: 'IDN language table of the domain name.' }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'FORBIDDEN',
    'DOMAIN_NAME_INVALID',
    'REGISTRAR_NOT_ACTIVE',
    'NAMESERVERS_REQUIRED',
    'NAMESERVER_INVALID',
    'NOT_FOUND',
    'PRICE_MISSING',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  nulls: {
    additionalFields: null,
    expiresOn: null,
    gatewayId: null,
    idnLanguage: '',
    nextDueOn: null,
    notes: '',
    paymentMethod: null,
    promotionId: null,
    registeredOn: null,
    registrar: null,
    registrarId: null,
    subscriptionId: '',
  },
  run: async (work, { domainId, ...input }) => {
    const domain = await domainFor(work, keyOf(domainId), outwardShape);
    refuseCompanyTerms(work, input, domainTerms);
    const { id } = domain;
    const nameservers = input.nameservers ? readNameservers(input.nameservers) : null;
    const news = newsOf(domain, flagsOf(input), nameservers);
    const data: Prisma.DomainUncheckedUpdateInput = {
      ...plainColumns(input),
      ...(await nameColumns(work, input.name)),
      ...(await references(work, input)),
    };
    // A domain whose place is corrected is not yet where its registrar could be told of it.
    const sent = isMoved(domain, data) ? nothing : sentPart(work, domain, news);
    for (const name of namedFeatures(news.features))
      if (!(name in sent.features)) data[name] = news.features[name] === true;
    if (news.nameservers && !sent.nameservers)
      Object.assign(data, nameserverColumns(news.nameservers));
    await work.tx.domain.update({ where: { id }, data });
    if (input.recalculateRecurring) {
      const recurringAmount = await renewalPrice(work.tx, id, { flags: sent.features });
      if (recurringAmount === null)
        return work.fail('PRICE_MISSING', 'The domain’s TLD has no price for that period.', {
          field: 'recalculateRecurring',
        });
      const data = { recurringAmount: recurringAmount.toFixed() };
      await work.tx.domain.update({ where: { id }, data });
    }
    await beginOutward(work, domain, sent);
    announceChanges(work, domain, Object.keys(data), input.status);
    const isLate = input.status === 'GRACE' || input.status === 'REDEMPTION';
    if (isLate && input.status !== domain.status) await renewalIsLate(work, id);
    return { domainId: id };
  },
  payload: domainPayload,
});

/** What is paid for a domain, and where it stands: as for services, only staff correct it. */
const domainTerms = [
  'status',
  'years',
  'firstPaymentAmount',
  'recurringAmount',
  'promotionId',
  'registeredOn',
  'expiresOn',
  'nextDueOn',
];

type Row = Prisma.DomainGetPayload<{ select: typeof outwardShape }>;
const nothing: Outward = { features: {}, nameservers: null };

/** Whether the books are told another name, status or registrar. */
const isMoved = (row: Row, data: Prisma.DomainUncheckedUpdateInput): boolean =>
  (data.name ?? row.name) !== row.name ||
  (data.status ?? row.status) !== row.status ||
  (data.registrarId ?? row.registrar?.id) !== row.registrar?.id;

type DomainChanges = Record<string, unknown> & {
  dnsManagement?: boolean | null | undefined;
  emailForwarding?: boolean | null | undefined;
  idProtection?: boolean | null | undefined;
};

const flagsOf = ({ dnsManagement, emailForwarding, idProtection }: DomainChanges): Features =>
  Object.fromEntries(
    Object.entries({ dnsManagement, emailForwarding, idProtection }).filter(
      ([, value]) => typeof value === 'boolean',
    ),
  );

const columns = [
  'status',
  'autoRenew',
  'years',
  'firstPaymentAmount',
  'recurringAmount',
  'subscriptionId',
  'notes',
];
const clearable = ['registeredOn', 'expiresOn', 'nextDueOn', 'additionalFields', 'idnLanguage'];

function plainColumns(input: DomainChanges): Prisma.DomainUncheckedUpdateInput {
  const provided = (name: string) => input[name] !== undefined && input[name] !== null;
  const dates = clearable.filter(
    (name) => provided(name) || (name.endsWith('On') && input[name] === null),
  );
  const names = [...columns.filter(provided), ...dates];
  return {
    ...Object.fromEntries(names.map((name) => [name, input[name]])),
    ...(input.additionalFields === null && { additionalFields: Prisma.DbNull }),
    // A new end is a new period: nobody has been reminded of it.
    ...(provided('expiresOn') && { remindedDays: null }),
    ...(provided('nextDueOn') && { nextInvoiceOn: input.nextDueOn as Date }),
  };
}

/** A corrected name; where its TLD is not on sale the domain has none. */
async function nameColumns({ tx, fail }: Work, provided: string | null | undefined) {
  if (provided === null || provided === undefined) return {};
  const found = await soldName(tx, provided, { id: true });
  if (found === 'invalid') fail('DOMAIN_NAME_INVALID', undefined, { field: 'name' });
  if (typeof found !== 'string')
    return { name: found.name, unicodeName: found.unicodeName, tldId: found.tld.id };
  const name = asciiDomain(provided) ?? '';
  return { name, unicodeName: domainToUnicode(name), tldId: null };
}

function announceChanges(
  { announce }: Work,
  { id, clientId, status }: Row,
  changed: string[],
  to: Row['status'] | null | undefined,
): void {
  announce('domain.changed', { domainId: id, clientId, changed });
  if (to && to !== status)
    announce('domain.statusChanged', { domainId: id, clientId, from: status, to });
}
