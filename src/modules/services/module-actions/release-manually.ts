import { now, today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { fullNameOf } from '#core/names.ts';
import type { Work } from '#schema/work.ts';
import type { AccountRow } from '#modules/services/account.ts';
import { settingsOf } from './product-settings.ts';

/**
 * Notes for staff what no panel does: a to-do item for today, and an event from which the email
 * to the address in the product's settings is made.
 */
export async function releaseManually(
  { tx, announce }: Work,
  row: AccountRow,
  action: string,
): Promise<void> {
  const { id: serviceId, clientId, domainName, product, client } = row;
  if (settingsOf(product.configurations).createToDo)
    await tx.todoItem.create({
      data: {
        notedOn: toDate(today()),
        dueOn: toDate(today()),
        title: `${action}: ${product.name}${domainName && ` for ${domainName}`}`,
        description: [
          `Service ${serviceId} of ${fullNameOf(client)} (client ${clientId})`,
          `is to be handled manually: ${action}, asked for at ${now().toISOString()}.`,
        ].join(' '),
      },
    });
  announce('service.releasedByHand', { serviceId, clientId, action });
}
