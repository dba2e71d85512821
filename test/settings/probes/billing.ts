import { attachedPdf } from '#modules/billing/pdf/attached-pdf.ts';
import type { billingSettings } from '#modules/settings/known-settings/billing.ts';
import type { Probe, World } from '#test/settings/world.ts';
import { charged } from './cards.ts';
import { commission } from './affiliates.ts';
import { begun, endOfDebt } from './daily.ts';
import { printed } from './pdf.ts';

const CREATE = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
  invoice { number total { amount } tax { amount } taxNote } } }`;

/** An invoice of a free line of 100.00 as it would be. */
const invoice =
  (status: 'UNPAID' | 'PAID' = 'UNPAID', whose: (world: World) => number = ({ fresh }) => fresh) =>
  (world: World) =>
    world.tried(CREATE, {
      clientId: `Client:${whose(world)}`,
      status,
      lines: [{ description: 'Work', unitPrice: '100', isTaxed: true }],
    });

const taxed = { TaxEnabled: 'on' } as const;
const french = invoice('UNPAID', (world) => world.french);

/** What is to happen to a client in the next six weeks. */
const forecast = (whose: (world: World) => number) => async (world: World) => {
  const { forecast: found } = await world.gateway.data(
    `query ($id: ID!) { forecast(until: "2028-04-12", clientId: $id) {
      events { on event about amount { amount } } } }`,
    { id: `Client:${whose(world)}` },
  );
  return found.events;
};
const ofDebtor = forecast(({ debtor }) => debtor);
const ofSaver = forecast(({ saver }) => saver);
const ofPayer = forecast(({ payer }) => payer);
const ofLeaver = forecast(({ leaver }) => leaver);

/** The price of a domain with its tax, as a cart shows it. */
const domainTax = (world: World) =>
  world.tried(
    `mutation ($input: CartAddDomainInput!) {
      cartAddDomain(input: $input) { cart { totals { tax } } } }`,
    { clientId: `Client:${world.fresh}`, domainName: 'probe-of-tax.com', years: 1 },
  );

const funds = (amount: string) => (world: World) =>
  world.tried(
    `mutation ($input: AddFundsInput!) { addFunds(input: $input) { invoice { total { amount } } } }`,
    { clientId: `Client:${world.gateway.carol}`, amount },
    'carol',
  );

/** The files an email about an invoice takes along; test/mail/attached-invoice.test.ts sees them arrive. */
const attached = async ({ gateway: { app }, debtor, invoice: relatedId }: World) => {
  const files = await attachedPdf(app, { clientId: debtor, relatedType: 'invoice', relatedId });
  return files.map(({ filename }) => filename);
};

/** What each setting of billing changes. */
export const billingProbes: Record<keyof typeof billingSettings, Probe> = {
  TaxEnabled: { to: 'on', see: invoice() },
  TaxType: { to: 'Inclusive', with: taxed, see: invoice() },
  EuReverseCharge: { to: 'on', with: { ...taxed, Country: 'DE' }, see: french },
  TaxDomains: { to: 'off', with: taxed, see: domainTax },
  TaxCustomInvoices: {
    to: 'off',
    with: taxed,
    see: (world) =>
      world.tried(CREATE, {
        clientId: `Client:${world.fresh}`,
        status: 'UNPAID',
        lines: [{ description: 'Work', unitPrice: '100' }],
      }),
  },
  TaxLateFee: { to: 'on', with: taxed, see: ofDebtor },
  TaxCode: { to: 'ZX-J', see: printed },
  EnablePDFInvoices: { to: 'on', see: attached },
  CreateInvoiceDaysBefore: { to: '3', see: ofDebtor },
  ContinuousInvoiceGeneration: { to: 'off', see: ofDebtor },
  AutoApplyCredit: { to: 'off', see: ofSaver },
  SendReminder: { to: 'off', see: ofDebtor },
  SendInvoiceReminderDays: { to: '2', see: ofDebtor },
  SendFirstOverdueInvoiceReminder: { to: '2', see: ofDebtor },
  SendSecondOverdueInvoiceReminder: { to: '4', see: ofDebtor },
  SendThirdOverdueInvoiceReminder: { to: '9', see: ofDebtor },
  AddLateFeeDays: { to: '8', see: ofDebtor },
  LateFeeType: { to: 'Fixed Amount', see: ofDebtor },
  InvoiceLateFeeAmount: { to: '50', see: ofDebtor },
  LateFeeMinimum: { to: '7', see: ofDebtor },
  AutoSuspension: { to: 'off', see: ofDebtor },
  AutoSuspensionDays: { to: '9', see: ofDebtor },
  AutoUnsuspend: { to: 'off', see: endOfDebt },
  AutoTermination: { to: 'on', see: ofDebtor },
  AutoTerminationDays: { to: '40', with: { AutoTermination: 'on' }, see: ofDebtor },
  AutoCancellationRequests: { to: 'off', see: ofLeaver },
  CCProcessDaysBefore: { to: '5', see: ofPayer },
  SequentialInvoiceNumbering: { to: 'off', see: invoice('PAID') },
  SequentialInvoiceNumberFormat: { to: 'X-{NUMBER}', see: invoice('PAID') },
  AddFundsEnabled: { to: 'off', see: funds('20') },
  AddFundsMinimum: { to: '30', see: funds('20') },
  AddFundsMaximum: { to: '15', see: funds('20') },
  AddFundsMaximumBalance: { to: '15', see: funds('20') },
  AddFundsRequireOrder: { to: 'on', see: funds('20') },
  DailyCronHour: { to: '23', see: begun },
  CCRetryEveryDays: { to: '1', see: charged },
  CCMaximumAttempts: { to: '1', with: { CCRetryEveryDays: '1' }, see: charged },
  CCAttemptOnlyOnce: { to: 'on', with: { CCRetryEveryDays: '1' }, see: charged },
  AffiliateEnabled: { from: 'on', to: 'off', see: commission },
  AffiliateEarningPercent: { to: '20', with: { AffiliateEnabled: 'on' }, see: commission },
  AffiliateBonusDeposit: {
    to: '7',
    see: (world) =>
      world.tried(
        `mutation ($input: AffiliateActivateInput!) {
          affiliateActivate(input: $input) { affiliate { balance { amount } } } }`,
        { clientId: `Client:${world.fresh}` },
      ),
  },
  AffiliatePayout: { to: '0', with: { AffiliateEnabled: 'on' }, see: commission },
  AffiliatesDelayCommission: { to: '9', with: { AffiliateEnabled: 'on' }, see: commission },
};
