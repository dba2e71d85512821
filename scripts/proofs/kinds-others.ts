import { orderedService, placedOrder } from '#test/orders/estate.ts';
import { about, type Call, each, operation, type Press } from './kinds-press.ts';
import type { Stage } from './kinds-stage.ts';

/** Further kinds that a request begins. */
export const otherKinds = [
  'order.fraudCheck',
  'order.endSubscriptions',
  'server.check',
  'email.send',
];

/** So many pieces of work of each of those kinds. */
export async function otherPresses(stage: Stage, count: number): Promise<Press[]> {
  const makers = [fraudCheck, endSubscriptions, serverCheck, email];
  const all: Press[] = [];
  for (const make of makers) all.push(...(await each(count, (place) => make(stage, place))));
  return all;
}

async function fraudCheck({ gateway, clientId, fraud }: Stage, place: number): Promise<Press> {
  const id = await placedOrder(gateway, clientId, { ip: '203.0.113.9' });
  return {
    kind: 'order.fraudCheck',
    key: `order.fraudCheck-${place}`,
    send: operation('orderFraudCheck', { orderId: `Order:${id}` }),
    subject: about('Order', id),
    calls: () => fraud.seen.filter(({ text }) => text === `order:${id}`).map((): Call => ({})),
    rule: 'again',
  };
}

async function endSubscriptions(stage: Stage, place: number): Promise<Press> {
  const { gateway, clientId, store, db, paypal, paypalId } = stage;
  const id = await placedOrder(gateway, clientId);
  const serviceId = await orderedService(gateway, id, store.plain);
  const subscriptionId = `I-PROOF${place}`;
  paypal.subscriptions.set(subscriptionId, 'ACTIVE');
  const data = { subscriptionId, gatewayId: paypalId };
  await db.service.update({ where: { id: serviceId }, data });
  const status = () => paypal.subscriptions.get(subscriptionId);
  return {
    kind: 'order.endSubscriptions',
    key: `order.endSubscriptions-${place}`,
    send: operation('cancelOrder', { orderId: `Order:${id}`, endSubscriptions: true }),
    subject: about('Order', id),
    calls: () =>
      paypal.seen
        .filter(({ path }) => path.endsWith(`/${subscriptionId}/cancel`))
        .map((): Call => ({})),
    rule: 'again',
    wrong: () => (status() === 'CANCELLED' ? null : `The subscription is ${status()}.`),
  };
}

async function serverCheck({ serverId, panel }: Stage, place: number): Promise<Press> {
  return {
    kind: 'server.check',
    key: `server.check-${place}`,
    send: operation('testServer', { serverId: `Server:${serverId}` }),
    subject: about('Server', serverId),
    calls: () => panel.seen.filter(({ path }) => path.endsWith('/version')).map((): Call => ({})),
    rule: 'again',
  };
}

async function email({ clientId, smtp, db }: Stage, place: number): Promise<Press> {
  const subject = `Email ${place}.`;
  const input = { relatedId: `Client:${clientId}`, subject, html: '<p>Hello.</p>' };
  return {
    kind: 'email.send',
    key: `email.send-${place}`,
    send: operation('sendEmail', input),
    subject: async () => {
      const row = await db.email.findFirst({ where: { subject } });
      return row && { type: 'Email', id: Number(row.id) };
    },
    calls: () =>
      smtp.emails
        .map(({ raw }) => raw.toString('latin1'))
        .filter((raw) => raw.includes(`\nSubject: ${subject}\r\n`))
        .map((raw): Call => ({ key: /^Message-ID: (\S+)/im.exec(raw)?.[1] })),
    rule: 'key',
  };
}
