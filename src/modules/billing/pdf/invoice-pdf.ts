import { dayOf } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import { asFormatted, asFormattedUnit, exact, type Amount } from '#core/money.ts';
import type { Actor } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Bill } from './bill.ts';
import { print } from './print.ts';
import { settingText } from '#modules/settings/settings.ts';
import type { App } from '#schema/app.ts';
import { builder } from '#schema/builder.ts';
import { expiresIn, signedLink } from '#schema/signed-link.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { visibleInvoices } from '#modules/billing/visible.ts';

const shape = {
  currency: { select: { code: true, prefix: true, suffix: true, format: true } },
  reseller: { select: { brandName: true, client: { select: { taxId: true } } } },
  gateway: { select: { displayName: true } },
  items: { orderBy: [{ sortOrder: 'asc' as const }, { id: 'asc' as const }], take: 2_000 },
} satisfies Prisma.InvoiceInclude;

type Row = Prisma.InvoiceGetPayload<{ include: typeof shape }>;

/** An invoice on paper, as far as the actor may see it; null where there is none for it. */
export async function invoicePdf(
  app: App,
  actor: Actor,
  id: number,
): Promise<{ name: string; bytes: Uint8Array } | null> {
  const { db } = app;
  const invoice = await db.invoice.findFirst({
    where: { AND: [{ id }, visibleInvoices(actor)] },
    include: shape,
  });
  if (!invoice) return null;
  const bytes = await print(app, billOf(invoice, await sellerOf(db, invoice)));
  return { name: `Invoice-${invoice.number ?? id}.pdf`, bytes };
}

type Seller = Pick<Bill, 'company' | 'companyLines'>;

/** Who sells says its tax number: a reseller its own, else the company, with its address. */
async function sellerOf(db: App['db'], { reseller }: Row): Promise<Seller> {
  const taxCode = reseller?.brandName ? reseller.client.taxId : await settingText(db, 'TaxCode');
  const numbers = taxCode ? [`Tax number: ${taxCode}`] : [];
  if (reseller?.brandName) return { company: reseller.brandName, companyLines: numbers };
  const address = (await settingText(db, 'CompanyAddress')).split(/\r?\n/).filter(Boolean);
  return {
    company: await settingText(db, 'CompanyName'),
    companyLines: [...address, ...numbers],
  };
}

function billOf(invoice: Row, seller: Seller): Bill {
  const money = (amount: Amount) => asFormatted(amount, invoice.currency);
  const address = [
    invoice.billingName,
    invoice.billingCompanyName,
    ...invoice.billingAddress.split('\n'),
    invoice.billingCountryCode,
    invoice.billingTaxId,
  ];
  return {
    title: `Invoice ${invoice.number ?? invoice.id}`,
    ...seller,
    facts: [
      ['Status', words(invoice.status)],
      ['Date', toDay(invoice.issuedOn)],
      ['Due', toDay(invoice.dueOn)],
      ...(invoice.paidAt ? [['Paid', dayOf(invoice.paidAt)] as [string, string]] : []),
      ...(invoice.gateway ? [['Payment by', invoice.gateway.displayName] as [string, string]] : []),
    ],
    recipient: address.filter((line) => line.trim() !== ''),
    lines: invoice.items.map((item) => ({
      description: item.description,
      quantity: item.quantity.toFixed(),
      price: asFormattedUnit(item.unitPrice, invoice.currency),
      amount: money(item.amount),
    })),
    sums: sumsOf(invoice, money),
    notes: [invoice.taxNote, invoice.notes].filter(Boolean).join('\n\n'),
  };
}

/** What it comes to; what is nothing is left out. */
function sumsOf(invoice: Row, money: (amount: Amount) => string): [string, string][] {
  const { taxMode, taxName, taxName2, taxRate, taxRate2 } = invoice;
  const called = (name: string, rate: Amount) =>
    `${taxMode === 'INCLUSIVE' ? 'of that ' : ''}${name || 'Tax'} ${exact(rate).toFixed()} %`;
  const all: [string, Amount][] = [
    [called(taxName, taxRate), invoice.tax],
    [called(taxName2, taxRate2), invoice.tax2],
    ['From credit', exact(invoice.credit).negated()],
  ];
  const filled = all.filter(([, amount]) => !exact(amount).isZero());
  const paid = exact(invoice.amountPaid);
  return [
    ['Subtotal', money(invoice.subtotal)],
    ...filled.map(([label, amount]): [string, string] => [label, money(amount)]),
    ['Total', money(invoice.total)],
    ...(paid.isZero() ? [] : [['Paid', money(paid)] as [string, string]]),
    ['Balance due', money(invoice.balance)],
  ];
}

/** `PAYMENT_PENDING` as `Payment pending`. */
const words = (status: string) =>
  status.charAt(0) + status.slice(1).toLowerCase().replaceAll('_', ' ');

const InvoiceDocument = builder.objectRef<{ id: number }>('InvoiceDocument').implement({
  read: 'billing:read',
  description: 'An invoice as a PDF.',
  fields: (t) => ({
    url: t.string({
      description:
        'Address that opens the PDF without a token, for `expiresIn` seconds; for links of pages.',
      args: { expiresIn: t.arg.int(expiresIn) },
      resolve: ({ id }, args, { app }) =>
        signedLink(app, `/files/invoices/${id}.pdf`, args.expiresIn),
    }),
  }),
});

builder.prismaObjectFields(Invoice, (t) => ({
  document: t.field({
    type: InvoiceDocument,
    description: 'The invoice as a PDF.',
    select: { id: true },
    resolve: ({ id }) => ({ id }),
  }),
  pdf: t.string({
    description: 'Path of the invoice as a PDF. Requested with the same credential.',
    select: { id: true },
    resolve: ({ id }, _args, { app }) => `${app.config.publicUrl}/files/invoices/${id}.pdf`,
  }),
}));
