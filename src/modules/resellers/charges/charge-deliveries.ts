import { today } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import { convert } from '#core/money.ts';
import { type SoldDelivery, onDelivery } from '#modules/services/life/delivery.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';
import { chargeReseller } from './charge.ts';
import { costLines } from './cost.ts';
import { isCovered } from './covered.ts';
import { billedFor } from './sold.ts';

const currencyOf = { select: { code: true, rate: true } } as const;
const clientShape = {
  currency: currencyOf,
  reseller: {
    select: { status: true, clientId: true, client: { select: { currency: currencyOf } } },
  },
} as const;

/** The customer something is carried out for, with its reseller. */
async function customerOf(tx: Tx, { type, id }: SoldDelivery) {
  const where = { id };
  const select = { client: { select: clientShape } } as const;
  if (type === 'Service') return (await tx.service.findUniqueOrThrow({ where, select })).client;
  if (type === 'ServiceAddon')
    return (await tx.serviceAddon.findUniqueOrThrow({ where, select })).client;
  if (type === 'ServiceUpgrade')
    return (
      await tx.serviceUpgrade.findUniqueOrThrow({
        where,
        select: { service: { select: { client: { select: clientShape } } } },
      })
    ).service.client;
  return (await tx.domain.findUniqueOrThrow({ where, select })).client;
}

/**
 * What a reseller has carried out for its customer before that paid is at the reseller's charge; so is
 * what its customer paid less for than it costs the reseller. What staff, or the company's own rules,
 * carry out unpaid is the company's own risk.
 */
onDelivery(async (work, delivery) => {
  const { tx, actor } = work;
  const customer = await customerOf(tx, delivery);
  const { reseller } = customer;
  if (reseller?.status !== 'ACTIVE') return;
  const { state, asked, invoiceId, from } = await billedFor(tx, delivery);
  const isPaid = state === 'PAID';
  if (isPaid ? asked === null : actor.kind !== 'reseller') return;
  const { clientId, client } = reseller;
  const currency = client.currency.code;
  const currencies = { of: client.currency, by: customer.currency };
  const lines = await costLines(tx, { clientId, currency, on: from ?? today() }, delivery);
  const paid = isPaid && asked ? convert(asked, customer.currency, client.currency) : null;
  if (isCovered(lines, isPaid && asked ? asked : '0', currencies)) return;
  await chargeReseller(work, {
    clientId,
    currency,
    chargedFor: await keyOfCharge(work, delivery),
    lines,
    paid,
    standsInForId: state === 'OPEN' ? invoiceId : null,
  });
});

/** What something is charged under: one set-up for each period billed, one renewal for each period. */
async function keyOfCharge({ tx }: Work, delivery: SoldDelivery): Promise<string> {
  const { type, id } = delivery;
  if (type === 'ServiceUpgrade') return `${type}:${id}`;
  if (type === 'Domain') {
    const { expiresOn } = await tx.domain.findUniqueOrThrow({ where: { id } });
    return [type, id, delivery.action, ...(expiresOn ? [toDay(expiresOn)] : [])].join(':');
  }
  const where = { id };
  const select = { nextDueOn: true } as const;
  const { nextDueOn } =
    type === 'Service'
      ? await tx.service.findUniqueOrThrow({ where, select })
      : await tx.serviceAddon.findUniqueOrThrow({ where, select });
  return [type, id, ...(nextDueOn ? [toDay(nextDueOn)] : [])].join(':');
}
