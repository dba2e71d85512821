import { expect } from 'vitest';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { Gateway } from '#test/gateway.ts';

/** Asserts that every number in the books is what its entries add up to. */
export async function booksAreRight({ app }: Gateway): Promise<void> {
  expect(await checkBooks(app.db)).toEqual([]);
}

export const CREATE = `mutation ($input: CreateInvoiceInput!) {
  createInvoice(input: $input) { invoice {
    id databaseId number status subtotal { amount } tax { amount } tax2 { amount }
    total { amount currency } balance { amount } credit { amount } discount { amount }
    items { amount { amount } tax { amount } description type }
  } }
}`;

/** Makes an unpaid invoice of one free line and gives its id. */
export async function invoiceOf(
  gateway: Gateway,
  clientId: number,
  unitPrice: string,
  more: object = {},
): Promise<{ id: string; databaseId: number }> {
  const lines = [{ description: 'Work', unitPrice }];
  const input = { clientId: `Client:${clientId}`, status: 'UNPAID', lines, ...more };
  const { createInvoice } = await gateway.data(CREATE, { input });
  return createInvoice.invoice;
}

export const INVOICE = `query ($id: ID!) { invoice(id: $id) {
  status number total { amount } balance { amount } credit { amount } amountPaid { amount }
  tax { amount } tax2 { amount } subtotal { amount } paidAt
  transactions(first: 100) {
    nodes { databaseId kind amountIn { amount } amountOut { amount } overpaid { amount } }
  }
} }`;

/** An invoice as it is now. */
export async function look(gateway: Gateway, id: string) {
  const { invoice } = await gateway.data(INVOICE, { id });
  return { ...invoice, transactions: invoice.transactions.nodes };
}

/** A client's credit as it is now. */
export const creditOf = async ({ app }: Gateway, id: number) =>
  (await app.db.client.findUniqueOrThrow({ where: { id } })).creditBalance.toFixed(2);

/** Gives a client credit. */
export const grantCredit = (gateway: Gateway, clientId: number, amount: string) =>
  gateway.data(
    `mutation ($input: AddCreditInput!) { addCredit(input: $input) { credit { id } } }`,
    { input: { clientId: `Client:${clientId}`, amount, description: 'Given' } },
  );
