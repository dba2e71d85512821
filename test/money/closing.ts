import { same } from './ask.ts';
import { invoice, sameBill } from './invoices.ts';
import type { World } from './world.ts';

/** What holds at the end of every sequence: each invoice as it was issued, and the client's credit. */
export async function closing(world: World): Promise<void> {
  const { ask, store, bills, credit } = world;
  for (const bill of bills) sameBill(world, bill, await invoice(ask, bill.id));
  const document = `query ($by: ClientBy!) { client(by: $by) { credit { amount }
    invoices(first: 100) { edges { node { id } } } } }`;
  const { data } = await ask(document, { by: { id: world.clientId } });
  same('credit of the client', data.client.credit.amount, credit.text(store.currency.decimals));
  const ids = data.client.invoices.edges.map(({ node }: { node: { id: string } }) => node.id);
  same('invoices of the client', ids.toSorted(), bills.map(({ id }) => id).toSorted());
}
