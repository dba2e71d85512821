import { z } from 'zod';
import { addDays } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import { builder } from '#schema/builder.ts';
import { lateRenewalLines } from '#modules/domains/late-renewal.ts';
import type { Billable } from '#modules/billing/generation/billable.ts';
import { nextOfDomain } from '#modules/billing/generation/domains-due.ts';
import type { NewLine } from './make-invoice.ts';
import { nextOfService, waiting } from '#modules/billing/generation/services-due.ts';
import { decimalWithin, percentRule } from '#schema/decimal-rule.ts';
import { Domain } from '#modules/domains/domain.ts';
import { Service } from '#modules/services/service.ts';

/** A quantity somebody may bill. */
export const quantityRule = decimalWithin('0.0001', '1000000');
/** A unit price; a negative one takes off. */
export const priceRule = decimalWithin('-100000000000', '100000000000');

/** A line as `createInvoice` takes it. */
export const InvoiceLineInput = builder.inputType('InvoiceLineInput', {
  description:
    'Line of an invoice: from a service or domain of the client, or free text with a price.',
  fields: (t) => ({
    serviceId: t.globalID({
      for: Service,
      description: 'ID of the service the line charges for.',
    }),
    domainId: t.globalID({ for: Domain, description: 'ID of the domain the line charges for.' }),
    description: t.string({
      description:
        'Text of the line on the invoice. Default: generated from the service or domain.',
      validate: z.string().trim().min(1, 'is required').max(5_000),
    }),
    quantity: t.field({
      type: 'Decimal',
      description: 'Number of units. Default: 1.',
      validate: quantityRule,
    }),
    unitPrice: t.field({
      type: 'Decimal',
      description: 'Price of one unit. Default: the recurring amount of the service or domain.',
      validate: priceRule,
    }),
    unitCost: t.field({
      type: 'Decimal',
      description: 'Cost of one unit to the company. Default: the cost of the service or domain.',
      validate: priceRule,
    }),
    discountPercent: t.field({
      type: 'Decimal',
      description: 'Discount on the line in percent. Default: 0.',
      validate: percentRule,
    }),
    isTaxed: t.boolean({
      description: 'Whether the line is taxed. Default: as the service or domain the line is for.',
    }),
  }),
});

type LineInput = typeof InvoiceLineInput.$inferInput;

/** Whether lines make something cheaper, or say what a period of a service costs. */
export const lowersPrices = (inputs: readonly LineInput[]): boolean =>
  inputs.some(
    ({ serviceId, unitPrice, quantity, discountPercent }) =>
      discountPercent?.greaterThan(0) ||
      unitPrice?.isNegative() ||
      (serviceId && (unitPrice || quantity)),
  );

/** The lines of an invoice as somebody told them, and the periods they bill. */
export interface ToldLines {
  lines: NewLine[];
  /** To be noted with `noteBilled` and `moveOn`, so that nothing is billed twice. */
  billed: Billable[];
}

/**
 * The lines somebody told, with what their services and domains say of themselves. One that is for
 * a service or domain that recurs is for its next period without an invoice; a second one for the
 * same is for the period after that.
 * @throws DomainError LINE_SUBJECT_NOT_FOUND, LINE_PRICE_MISSING, UPGRADE_UNPAID
 */
export async function linesFromInput(
  tx: Tx,
  clientId: number,
  inputs: readonly LineInput[],
): Promise<ToldLines> {
  const lines: NewLine[] = [];
  const billed: Billable[] = [];
  const placeOf = (type: 'Service' | 'Domain', id: number) =>
    billed.filter(({ subject }) => subject.type === type && subject.id === id).length;
  for (const [place, input] of inputs.entries()) {
    if (input.serviceId && input.domainId)
      throw new DomainError('BAD_INPUT', 'A line is for a service or a domain, not both.', {
        field: `lines.${place}.domainId`,
      });
    const basis = input.serviceId
      ? await fromService(tx, clientId, keyOf(input.serviceId), place)
      : input.domainId
        ? await fromDomain(tx, clientId, keyOf(input.domainId), place)
        : await fromText(tx, input, place);
    const { serviceId, domainId } = basis;
    const period = serviceId
      ? await nextOfService(tx, serviceId, placeOf('Service', serviceId))
      : domainId
        ? await nextOfDomain(tx, domainId, placeOf('Domain', domainId))
        : null;
    if (period) billed.push(period);
    lines.push({
      ...basis,
      ...(period && billedAs(period)),
      ...(input.description && { description: input.description }),
      ...(input.quantity && { quantity: input.quantity }),
      ...(input.unitPrice && { unitPrice: input.unitPrice }),
      ...(input.unitCost && { unitCost: input.unitCost }),
      ...(input.discountPercent && { discountPercent: input.discountPercent }),
      ...(input.isTaxed != null && { isTaxed: input.isTaxed }),
    });
    if (domainId && period) lines.push(...(await lateRenewalLines(tx, domainId)));
  }
  return { lines, billed };
}

const billedAs = ({ description, price, cycle }: Billable) => ({
  description,
  unitPrice: price,
  period: { from: cycle.on, to: addDays(cycle.next, -1) },
});

const notThere = (place: number, field: string) =>
  new DomainError('LINE_SUBJECT_NOT_FOUND', undefined, { field: `lines.${place}.${field}` });

async function fromService(tx: Tx, clientId: number, id: number, place: number): Promise<NewLine> {
  const service = await tx.service.findFirst({
    where: { id, clientId },
    select: {
      domainName: true,
      recurringAmount: true,
      cost: true,
      product: { select: { name: true, isTaxed: true } },
    },
  });
  if (!service) throw notThere(place, 'serviceId');
  // What the next period costs depends on a change that waits for its payment.
  if (await tx.serviceUpgrade.count({ where: { ...waiting, serviceId: id } }))
    throw new DomainError('UPGRADE_UNPAID', undefined, { field: `lines.${place}.serviceId` });
  const { product, domainName, recurringAmount, cost } = service;
  return {
    type: 'SERVICE',
    description: domainName ? `${product.name} - ${domainName}` : product.name,
    unitPrice: recurringAmount,
    unitCost: cost,
    isTaxed: product.isTaxed,
    serviceId: id,
  };
}

async function fromDomain(tx: Tx, clientId: number, id: number, place: number): Promise<NewLine> {
  const domain = await tx.domain.findFirst({
    where: { id, clientId },
    select: { unicodeName: true, recurringAmount: true, cost: true, years: true },
  });
  if (!domain) throw notThere(place, 'domainId');
  return {
    type: 'DOMAIN_RENEW',
    description: `Domain Renewal - ${domain.unicodeName} - ${domain.years} Year/s`,
    unitPrice: domain.recurringAmount,
    unitCost: domain.cost,
    isTaxed: await settingIsOn(tx, 'TaxDomains'),
    domainId: id,
  };
}

async function fromText(tx: Tx, input: LineInput, place: number): Promise<NewLine> {
  const { description, unitPrice } = input;
  if (!description || !unitPrice)
    throw new DomainError('LINE_PRICE_MISSING', undefined, {
      field: `lines.${place}.${description ? 'unitPrice' : 'description'}`,
    });
  const isTaxed = await settingIsOn(tx, 'TaxCustomInvoices');
  return { type: 'CUSTOM', description, unitPrice, isTaxed };
}
