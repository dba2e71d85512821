import { now, today } from '#core/clock.ts';
import { addDays, toDate } from '#core/dates.ts';
import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** A quote that waits for the customer's answer, and one for a prospect that is still being written. */
export async function demoQuotes(tx: Tx, { customerId }: DemoPeople): Promise<void> {
  const { code: currencyCode } = await tx.currency.findFirstOrThrow({ where: { isBase: true } });
  const createdOn = toDate(today());
  const validUntilOn = toDate(addDays(today(), 30));
  const dates = { createdOn, modifiedOn: createdOn, validUntilOn };
  const item = {
    description: 'A server of your own, set up and looked after',
    quantity: '1',
    unitPrice: '480',
    amount: '480',
    currencyCode,
  };
  const quote = { ...dates, currencyCode, subtotal: '480', total: '480' };
  await tx.quote.create({
    data: {
      ...quote,
      clientId: customerId,
      subject: 'A server of your own',
      stage: 'DELIVERED',
      sentAt: now(),
      items: { create: item },
    },
  });
  await tx.quote.create({
    data: {
      ...quote,
      subject: 'Hosting for a school',
      firstName: 'Pia',
      lastName: 'Prospect',
      email: 'pia@example.com',
      items: { create: item },
    },
  });
}
