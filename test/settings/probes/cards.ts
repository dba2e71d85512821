import { advance } from '#core/clock.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { storeCard } from '#test/billing/gateways.ts';
import type { World } from '#test/settings/world.ts';

/** How often a card that is always declined is tried for one bill in four days. */
export async function charged({ gateway, stripe, client }: World): Promise<number> {
  const id = await client();
  await storeCard(gateway, id, stripe, 'pm_declined');
  const { createInvoice } = await gateway.data(
    `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }`,
    {
      input: {
        clientId: `Client:${id}`,
        status: 'UNPAID',
        gatewayId: `Gateway:${stripe}`,
        lines: [{ description: 'Work', unitPrice: '100' }],
      },
    },
  );
  for (let day = 0; day < 4; day += 1) {
    await dailyRun(gateway.app);
    advance({ hours: 24 });
  }
  const { invoice } = await gateway.data(
    `query ($id: ID!) { invoice(id: $id) { paymentAttempts { status } } }`,
    { id: createInvoice.invoice.id },
  );
  return invoice.paymentAttempts.length;
}
