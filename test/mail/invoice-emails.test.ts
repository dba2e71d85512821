import { beforeAll, expect, it } from 'vitest';
import { startMail } from '#modules/mail/start-mail.ts';
import { CREATE } from '#test/billing/books.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { until } from './post.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(startMail);
});

async function make(status: string, sendEmail: boolean) {
  const lines = [{ description: 'Work', unitPrice: '10' }];
  const input = { clientId: `Client:${gateway.carol}`, status, sendEmail, lines };
  return (await gateway.data(CREATE, { input })).createInvoice.invoice.id as string;
}

it('announces an invoice once, when it is published, and only if that is wanted', async () => {
  const { db } = gateway.app;
  const emails = () => db.email.count({ where: { subject: { contains: 'nvoice' } } });
  await make('UNPAID', false);
  const draft = await make('DRAFT', false);
  await make('UNPAID', true);
  const publish = `mutation ($id: ID!) { publishInvoice(input: { invoiceId: $id }) { invoice { id } } }`;
  await gateway.data(publish, { id: draft });
  // Two emails for four events that could have asked for one; the last change is the mark.
  await gateway.data(
    `mutation ($input: AddCreditInput!) { addCredit(input: $input) { credit { id } } }`,
    { input: { clientId: `Client:${gateway.carol}`, amount: '1', description: 'Last' } },
  );
  await until(() => db.email.findFirst({ where: { subject: { contains: 'redit' } } }));
  expect(await emails()).toBe(2);
});
