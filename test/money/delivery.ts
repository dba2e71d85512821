import { vi } from 'vitest';
import { type Ask, change, Difference } from './ask.ts';

const QUEUE = `query { moduleQueue(first: 100) { edges { node { isCompleted service { id } } } } }`;
const SERVICES = `query ($id: ID!) { services(first: 9, filter: { client: [$id] }) {
  edges { node { id status } } } }`;
const WAIT = { timeout: 20_000, interval: 50 };

/**
 * Buys something that is set up when it is paid: then it is in use, or its failure is in the queue
 * and its order is not done. Rule 18.
 */
export async function delivers(
  ask: Ask,
  clientId: string,
  groupId: string,
  serverModule: string,
): Promise<void> {
  const prices = [{ cycle: 'MONTHLY', price: '10' }];
  const terms = { groupId, typeId: 'ProductType:1', setupMoment: 'PAYMENT_RECEIPT', prices };
  const name = `Delivered by ${serverModule} ${crypto.randomUUID()}`;
  const { product } = await change(
    ask,
    'addProduct',
    { name, serverModule, ...terms },
    'product { id }',
  );
  await change(ask, 'cartAddItem', { clientId, productId: product.id, cycle: 'MONTHLY' });
  const bought = { clientId, paymentMethod: 'mailin', sendEmail: false, sendInvoiceEmail: false };
  const { order } = await change(ask, 'addOrder', bought, 'order { invoiceId services { id } }');
  await change(ask, 'addInvoicePayment', {
    invoiceId: order.invoiceId,
    sendEmail: false,
  });
  // The company's own work goes on behind the payment.
  await vi.waitFor(() => isSeenOrDone(ask, clientId, order.services[0].id), WAIT);
}

/** @throws Difference while the service is neither in use nor open in the queue. */
async function isSeenOrDone(ask: Ask, clientId: string, serviceId: string): Promise<void> {
  const { data } = await ask(SERVICES, { id: clientId });
  const own = data.services.edges.map(({ node }: { node: object }) => node);
  const service = own.find(({ id }: { id: string }) => id === serviceId);
  if (service.status === 'ACTIVE') return;
  const queue = await ask(QUEUE, {});
  const isSeen = queue.data.moduleQueue.edges.some(
    ({ node }: { node: { isCompleted: boolean; service: { id: string } | null } }) =>
      !node.isCompleted && node.service?.id === service.id,
  );
  if (!isSeen) throw new Difference(`${service.id} is paid, ${service.status}, and in no queue`);
}
