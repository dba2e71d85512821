import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';
import { done } from '#test/shop.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await gateway.data(
    `mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { department { id } } }`,
    { input: { name: 'Sales' } },
  );
});

const OPEN = `mutation ($input: OpenTicketInput!) {
  openTicket(input: $input) { ticket { databaseId } } }`;
const BLOCKS = '{ blockedSenders { edges { node { id value reseller { brandName } } } } }';

const contactOf = async (clientId: number, email: string) =>
  Number(
    (await done(gateway, 'AddContact', { user_id: clientId, first_name: 'Con', email })).contactid,
  );

async function openAs(as: Who, clientId: number, more: object = {}) {
  const words = { departmentId: 'Department:1', subject: 'x', message: 'y' };
  const { openTicket } = await gateway.data(
    OPEN,
    { input: { clientId: `Client:${clientId}`, ...words, ...more } },
    as,
  );
  return openTicket.ticket.databaseId as number;
}

it('blocks nobody with an account, whoever calls the address a contact (R2)', async () => {
  const contactId = await contactOf(gateway.rob, 'carol@example.test');
  const ticket = await openAs('reseller', gateway.rob, { contactId: `Contact:${contactId}` });
  const refused = { result: 'error', message: 'A Client Cannot Be Blocked' };
  const own = await openAs('rob', gateway.rob);
  for (const as of ['reseller', 'staff'] as const)
    for (const ticket_id of [ticket, own])
      expect(await gateway.rapi('BlockTicketSender', { ticket_id }, as)).toEqual(refused);
  const carols = await openAs('carol', gateway.carol);
  const words = { ticket_id: carols, message: 'hi' };
  expect((await gateway.rapi('AddTicketReply', words, 'carol')).result).toBe('success');
  await done(gateway, 'AddTicketReply', { ...words, user_id: gateway.carol });
});

it('keeps a reseller’s block to the tickets of its customers, and lets it be lifted (R2)', async () => {
  const address = 'stranger@elsewhere.test';
  const atRobs = await contactOf(gateway.rob, address);
  const atCarols = await contactOf(gateway.carol, address);
  const ticket = await openAs('reseller', gateway.rob, { contactId: `Contact:${atRobs}` });
  const block = () => gateway.rapi('BlockTicketSender', { ticket_id: ticket }, 'reseller');
  expect((await block()).result).toBe('success');
  expect((await block()).result).toBe('success');
  const words = { departmentId: 'Department:1', subject: 'x', message: 'y' };
  const byContact = (who: Who, contactId: number) =>
    gateway.ask(OPEN, { input: { ...words, contactId: `Contact:${contactId}` } }, who);
  expect(codeOf(await byContact('rob', atRobs))).toBe('TICKET_SENDER_BLOCKED');
  expect(codeOf(await byContact('carol', atCarols))).toBeUndefined();
  // The back office passes on what it likes.
  for (const as of ['reseller', 'staff'] as const)
    await openAs(as, gateway.rob, { contactId: `Contact:${atRobs}` });

  const seen = async (who: Who) =>
    (await gateway.data(BLOCKS, {}, who)).blockedSenders.edges.map(
      ({ node }: { node: { value: string } }) => node.value,
    );
  await gateway.data(
    `mutation { createBlockedSender(input: { kind: SENDER, value: "all@spam.test" }) { blockedSender { id } } }`,
  );
  expect(await seen('reseller')).toEqual([address]);
  expect(await seen('staff')).toEqual(['all@spam.test', address]);
  const { edges } = (await gateway.data(BLOCKS)).blockedSenders;
  const lift = (blockedSenderId: string, who: Who) =>
    gateway.ask(
      `mutation ($input: DeleteBlockedSenderInput!) { deleteBlockedSender(input: $input) { deletedId } }`,
      { input: { blockedSenderId } },
      who,
    );
  expect(edges[1].node.reseller).toEqual({ brandName: 'Rita Hosting' });
  expect(codeOf(await lift(edges[0].node.id, 'reseller'))).toBe('BLOCKED_SENDER_NOT_FOUND');
  expect(codeOf(await lift(edges[1].node.id, 'reseller'))).toBeUndefined();
  expect(codeOf(await byContact('rob', atRobs))).toBeUndefined();
});
