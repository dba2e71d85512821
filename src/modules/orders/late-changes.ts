import { onChangeTooLate } from '#modules/billing/generation/waiting-changes.ts';
import type { Work } from '#schema/work.ts';
import { callOff } from './call-off.ts';
import { mayOrderGo } from './order-edges.ts';
import { orderFor } from './visible.ts';

/** Cancels the order of a change that was not paid before the next period fell due. */
async function callOffLate(work: Work, orderId: number): Promise<void> {
  const order = await orderFor(work, orderId);
  if (!mayOrderGo(order.status, 'CANCELLED')) return;
  await callOff(work, order, 'CANCELLED');
  work.announce('order.cancelled', { orderId, clientId: order.clientId, sendEmail: true });
}

onChangeTooLate(callOffLate);
