import {
  amount,
  choice,
  count,
  days,
  flag,
  type KnownSetting,
  line,
  percent,
  shown,
} from './kinds.ts';

/** Taxes, invoices, dunning, money paid in advance, and affiliates. */
export const billingSettings = {
  TaxEnabled: shown(flag('Invoices carry tax.')),
  TaxType: choice('Whether prices have the tax in them.', ['Exclusive', 'Inclusive']),
  EuReverseCharge: flag(
    'No tax for a client in another EU member state than `Country` whose tax id has that state’s format; its invoices say so.',
  ),
  TaxDomains: flag('Domains are taxed.', true),
  TaxCustomInvoices: flag('Free lines of invoices are taxed.', true),
  TaxLateFee: flag('Late fees are taxed.'),
  TaxCode: shown(line('Tax number of the company, under its name on invoices.')),
  CreateInvoiceDaysBefore: days('Days before the due date an invoice is made.', 14),
  ContinuousInvoiceGeneration: flag(
    'Bill further periods of what is suspended or has an unpaid earlier one.',
    true,
  ),
  AutoApplyCredit: flag('Pay recurring invoices from the credit of their clients.', true),
  EnablePDFInvoices: flag('E-mails to clients about an invoice carry it as PDF.'),
  SendReminder: flag('Remind of invoices before they are due.', true),
  SendInvoiceReminderDays: days('Days before the due date of the first reminder.', 7),
  SendFirstOverdueInvoiceReminder: days(
    'Days after the due date of the first notice; 0 for none.',
    1,
  ),
  SendSecondOverdueInvoiceReminder: days(
    'Days after the due date of the second notice; 0 for none.',
    3,
  ),
  SendThirdOverdueInvoiceReminder: days(
    'Days after the due date of the third notice; 0 for none.',
    5,
  ),
  AddLateFeeDays: days('Days after the due date of the late fee; 0 for none.', 5),
  LateFeeType: choice('What the amount of the late fee is.', ['Percentage', 'Fixed Amount']),
  InvoiceLateFeeAmount: amount('The late fee, in percent or in the base currency.', '10.00'),
  LateFeeMinimum: amount('The least a late fee is, in the base currency.', '0.00'),
  AutoSuspension: flag('Suspend services whose invoices are overdue.', true),
  AutoSuspensionDays: days('Days after the due date of the suspension.', 5),
  AutoUnsuspend: flag('Bring services back when they are paid.', true),
  AutoTermination: flag('Terminate services that stay unpaid.'),
  AutoTerminationDays: days('Days after the due date of the termination.', 30, 3_650),
  AutoCancellationRequests: flag('Carry out cancellation requests by the daily run.', true),
  CCProcessDaysBefore: days('Days before the due date stored cards are charged.', 0),
  SequentialInvoiceNumbering: flag('Paid invoices get a number of a gap-free series.', true),
  SequentialInvoiceNumberFormat: {
    ...line(
      'How such a number is written: {YEAR}, {MONTH}, {DAY}, {NUMBER} and any other text.',
      '{NUMBER}',
    ),
    grammar: {
      expected:
        'at most 60 characters with {NUMBER} once, and no braces but {YEAR}, {MONTH}, {DAY}',
      fits: (provided) =>
        provided.length <= 60 &&
        provided.split('{NUMBER}').length === 2 &&
        !/[{}\p{Cc}]/u.test(provided.replace(/\{(?:NUMBER|YEAR|MONTH|DAY)\}/g, '')),
    },
  },
  AddFundsEnabled: shown(flag('Clients may pay in advance.', true)),
  AddFundsMinimum: shown(amount('The least a client may pay in advance.', '10.00')),
  AddFundsMaximum: shown(amount('The most a client may pay in advance.', '100.00')),
  AddFundsMaximumBalance: shown(amount('The most credit a client may have.', '300.00')),
  AddFundsRequireOrder: shown(flag('Clients may pay in advance only with an active order.')),
  DailyCronHour: count(
    'Hour of the day, 0 to 23 in the company’s time zone, of the daily run.',
    9,
    [0, 23],
  ),
  CCRetryEveryDays: count(
    'Days until a stored card that was declined is tried again.',
    3,
    [1, 365],
  ),
  CCMaximumAttempts: count(
    'How often a stored card is tried for one invoice; 0 for no end.',
    5,
    [0, 100],
  ),
  CCAttemptOnlyOnce: flag('Stored cards are charged once only.'),
  AffiliateEnabled: shown(flag('Clients may earn by bringing customers.')),
  AffiliateEarningPercent: shown(percent('Percent of a sale an affiliate earns.', '10.00')),
  AffiliateBonusDeposit: shown(amount('What an affiliate starts with.', '0.00')),
  AffiliatePayout: shown(amount('The least an affiliate may take out.', '25.00')),
  AffiliatesDelayCommission: days('Days before a commission counts.', 0),
} as const satisfies Record<string, KnownSetting>;
