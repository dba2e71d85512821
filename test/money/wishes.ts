import { askAs } from '#test/access/cast.ts';
import type { Gateway } from '#test/gateway.ts';

/** A global id. */
export const id = (type: string, number: number) => `${type}:${number}`;

/** Asks for a change with a token: the whole answer. */
export const asToken = (
  gateway: Gateway,
  token: string,
  name: string,
  input: object,
  body = '__typename',
) =>
  askAs(
    gateway,
    token,
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
      ${name}(input: $input) { ${body} } }`,
    { input },
  );

/** The id of the first payment of an invoice. */
export async function paymentOf(gateway: Gateway, invoiceId: string): Promise<string> {
  const { invoice } = await gateway.data(
    `query ($id: ID!) { invoice(id: $id) { transactions(first: 1) { nodes { id } } } }`,
    { id: invoiceId },
  );
  return invoice.transactions.nodes[0].id as string;
}
