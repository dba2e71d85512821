import { domainToUnicode } from 'node:url';
import { now, today } from '#core/clock.ts';
import { addYears, toDate } from '#core/dates.ts';
import { times } from '#core/money.ts';
import { pricesIn } from '#modules/domains/tlds/tld-prices.ts';
import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** Endings of the demo: name, a year's registration and renewal, and what sets it apart. */
const endings = [
  { extension: 'com', register: '10.95', renew: '12.95', label: 'HOT', isSpotlight: true },
  { extension: 'net', register: '11.95', renew: '13.95', label: null, isSpotlight: true },
  { extension: 'org', register: '9.95', renew: '12.95', label: 'SALE', isSpotlight: true },
  { extension: 'co.uk', register: '7.50', renew: '8.50', label: null, isSpotlight: false },
  { extension: 'io', register: '34.00', renew: '49.00', label: null, isSpotlight: false },
  { extension: 'shop', register: '2.95', renew: '29.95', label: 'NEW', isSpotlight: false },
  { extension: 'xn--p1ai', register: '6.00', renew: '6.00', label: null, isSpotlight: false },
] as const;

/** Seven TLDs on sale, a domain that runs and one that waits for its registration. */
export async function demoDomains(tx: Tx, { customerId }: DemoPeople): Promise<void> {
  const registrar = await tx.registrar.findUniqueOrThrow({ where: { module: 'sandbox' } });
  const base = await tx.currency.findFirstOrThrow({ where: { isBase: true } });
  const currencies = await tx.currency.findMany();
  for (const [place, { extension, register, renew, label, isSpotlight }] of endings.entries()) {
    const tld = await tx.tld.create({
      data: {
        extension,
        unicodeExtension: domainToUnicode(extension),
        registrarId: registrar.id,
        currencyCode: base.code,
        label,
        isSpotlight,
        isSuggested: true,
        requiresEpp: true,
        offersIdProtection: true,
        offersDnsManagement: true,
        graceDays: 30,
        redemptionDays: 30,
        redemptionFee: 80,
        sortOrder: place + 1,
      },
    });
    const lists = {
      REGISTER: [1, 2, 3].map((years) => times(register, String(years), base.code)),
      RENEW: [1, 2, 3].map((years) => times(renew, String(years), base.code)),
      TRANSFER: [renew],
      RESTORE: ['80'],
    };
    const rows = pricesIn(currencies, lists).map((row) => ({ tldId: tld.id, ...row }));
    await tx.tldPrice.createMany({ data: rows });
  }
  await demoNames(tx, customerId, registrar.id, base.code);
}

async function demoNames(tx: Tx, clientId: number, registrarId: number, currencyCode: string) {
  const { id: tldId } = await tx.tld.findUniqueOrThrow({ where: { extension: 'com' } });
  const servers = { ns1: 'ns1.hostgraph.example', ns2: 'ns2.hostgraph.example' };
  const common = { clientId, tldId, registrarId, currencyCode, ...servers };
  const prices = { firstPaymentAmount: '10.95', recurringAmount: '12.95' };
  const day = today();
  const expiresOn = toDate(addYears(day, 1));
  const registrant = {
    firstName: 'Carol',
    lastName: 'Customer',
    email: 'carol@example.com',
    address1: '1 High Street',
    city: 'London',
    postcode: 'N1 1AA',
  };
  await tx.domain.create({
    data: {
      ...common,
      ...prices,
      name: 'carols-bakery.com',
      unicodeName: 'carols-bakery.com',
      status: 'ACTIVE',
      registeredOn: toDate(day),
      expiresOn,
      nextDueOn: expiresOn,
      nextInvoiceOn: expiresOn,
      lastSyncAt: now(),
      contacts: {
        create: {
          role: 'REGISTRANT',
          ...registrant,
          countryCode: 'GB',
          phoneNumber: '+44.2079460000',
        },
      },
    },
  });
  await tx.sandboxDomain.create({
    data: {
      name: 'carols-bakery.com',
      status: 'active',
      registeredAt: now(),
      expiresAt: expiresOn,
      isLocked: true,
      eppCodeEncrypted: '',
      nameservers: Object.values(servers),
      contacts: { registrant: { ...registrant, country: 'GB', phone: '+44.2079460000' } },
    },
  });
  await tx.domain.create({
    data: { ...common, ...prices, name: 'carols-cakes.com', unicodeName: 'carols-cakes.com' },
  });
}
