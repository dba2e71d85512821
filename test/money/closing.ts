import type { Bill } from '#test/oracle/bill.ts';
import { exact, Fraction, sum } from '#test/oracle/fraction.ts';
import { Difference, same } from './ask.ts';
import { paidShare } from './upgrades.ts';
import { INVOICE, sameBill, type Shown } from './invoices.ts';
import type { World } from './world.ts';

/**
 * Rule 4: over all of it, changes give back no more than was paid for the time of services; what
 * staff refund afterwards was paid when they did, and what they open again is owed. Each time
 * something is given back it is rounded once, by half a unit at most.
 */
function noMoreThanPaid({ granted, returned, reductions, store }: World): void {
  const half = exact('0.5').over(exact(String(10 ** store.currency.decimals)));
  const rounding = half.times(exact(String(reductions.length)));
  const share = (bill: Bill) =>
    bill.wasPaid && bill.status !== 'CANCELLED' ? Fraction.one : paidShare(bill);
  const paid = sum(granted.map(({ paid: whole, bill }) => whole.times(share(bill))));
  if (paid.plus(rounding).isLess(returned))
    throw new Difference(`${returned} given back, ${paid} paid`);
}

/** What holds at the end of every sequence: each invoice as it was issued, and the client's credit. */
export async function closing(world: World): Promise<void> {
  const { ask, store, bills, credit } = world;
  const document = `query ($by: ClientBy!) { client(by: $by) { credit { amount }
    invoices(first: 100) { edges { node { ${INVOICE} } } } } }`;
  const { data } = await ask(document, { by: { id: world.clientId } });
  same('credit of the client', data.client.credit.amount, credit.text(store.currency.decimals));
  const shown: Shown[] = data.client.invoices.edges.map(({ node }: { node: object }) => node);
  const ids = shown.map(({ id }) => id);
  noMoreThanPaid(world);
  same('invoices of the client', ids.toSorted(), bills.map(({ id }) => id).toSorted());
  for (const bill of bills)
    sameBill(
      world,
      bill,
      shown.find(({ id }) => id === bill.id)!,
    );
}
