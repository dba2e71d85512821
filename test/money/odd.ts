import fc from 'fast-check';
import { type Ask, Difference } from './ask.ts';

/** Numbers, dates and texts that people, old programs and attackers send. */
const odd = fc.oneof(
  fc.constantFrom(
    '1,000.00',
    '1e3',
    '1e400',
    'NaN',
    'Infinity',
    '-1',
    '-0',
    '0',
    '0.00001',
    '3.3000000000000003',
    '999999999999999',
    '99999999999999999999999999',
    '2147483648',
    '9007199254740993',
    '0x10',
    '٣',
    ' 1 ',
    '',
    'null',
    '\u0000',
    '1\u0000',
    '%',
    "1'; --",
    '0000-01-01',
    '2027-02-30',
    '9999-12-31',
    '2027-13-01',
  ),
  fc.double(),
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.integer(),
  fc.constantFrom(null, true, [], {}, ['1']),
);

/** An operation with a place for a value of each kind; `null` there is what is put in. */
const operations: { name: string; input: Record<string, unknown>; fields: string[] }[] = [
  { name: 'addCredit', input: { description: 'x', amount: '1' }, fields: ['amount', 'enteredOn'] },
  { name: 'deleteCredit', input: { description: 'x', amount: '1' }, fields: ['amount'] },
  {
    name: 'addInvoicePayment',
    input: { amount: '1', sendEmail: false },
    fields: ['amount', 'fees', 'happenedAt', 'transactionRef'],
  },
  { name: 'applyCredit', input: { amount: '1', sendEmail: false }, fields: ['amount'] },
  { name: 'updateInvoice', input: {}, fields: ['dueOn', 'taxRate', 'notes'] },
  { name: 'createInvoice', input: {}, fields: ['dueOn', 'issuedOn', 'notes'] },
  { name: 'cartAddItem', input: {}, fields: ['quantity', 'cycle'] },
  { name: 'createQuote', input: { subject: 'x' }, fields: ['validUntilOn', 'createdOn'] },
];
const lineFields = ['quantity', 'unitPrice', 'discountPercent', 'unitCost', 'description'];

export interface Odd {
  operation: number;
  field: number;
  line: string;
  value: unknown;
}

export const odds = fc.record({
  operation: fc.nat({ max: operations.length - 1 }),
  field: fc.nat({ max: 4 }),
  line: fc.constantFrom(...lineFields),
  value: odd,
});

/** Whom the odd values are sent for. */
export interface Victim {
  clientId: string;
  invoiceId: string;
  productId: string;
}

function inputOf(
  { clientId, invoiceId, productId }: Victim,
  { operation, field, line, value }: Odd,
) {
  const { name, input, fields } = operations[operation]!;
  const lines = [{ description: 'x', unitPrice: '1', quantity: '1', [line]: value }];
  const isWritten = name.startsWith('create');
  const isOfInvoice = 'addInvoicePayment applyCredit updateInvoice'.includes(name);
  const isInLine = isWritten && field > 1;
  return {
    name,
    input: {
      ...(isOfInvoice ? { invoiceId } : { clientId }),
      ...(name === 'cartAddItem' && { productId }),
      ...(name === 'createQuote' && { validUntilOn: '2099-01-01' }),
      ...(isWritten && { lines: isInLine ? lines : [{ description: 'x', unitPrice: '1' }] }),
      ...input,
      ...(!isInLine && { [fields[field % fields.length]!]: value }),
    },
  };
}

/** Sends an odd value, twice: it is taken, or refused with a code, and never a fault of ours. */
export async function sendOdd(ask: Ask, victim: Victim, what: Odd): Promise<void> {
  const { name, input } = inputOf(victim, what);
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { ${name}(input: $input) { __typename } }`;
  for (const _ of [1, 2]) {
    const { errors, data } = await ask(document, { input });
    const code = errors?.[0]?.extensions?.code;
    if (errors ? !code || /INTERNAL/.test(String(code)) : !data)
      throw new Difference(`${name} ${JSON.stringify(input)}: ${JSON.stringify(errors ?? data)}`);
  }
}
