import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { rowField } from '#schema/payload-rows.ts';
import { ClientGroup } from './client-group.ts';
import { Client } from './client.ts';
import { forgetFiles } from './forget-files.ts';
import { clientFor, lockClient } from './visible.ts';

command('deleteClient', {
  legacy: 'DeleteClient',
  description:
    'Delete a client and all its data: services, domains, files, tickets with their files, contacts, and users who act for no other client. Invoices, transactions and the journal stay, under the name they were created for.',
  permission: 'clients:delete',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client to delete.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'CLIENT_HAS_CUSTOMERS'],
  run: async (work, { clientId }) => {
    const { id } = await clientFor(work, keyOf(clientId), { id: true });
    await lockClient(work, id);
    const client = await clientFor(work, id, {
      id: true,
      firstName: true,
      lastName: true,
      companyName: true,
      resellerId: true,
      groupId: true,
      reselling: { select: { id: true } },
    });
    if (client.reselling) await endReselling(work, client.reselling.id);
    await nameTheMoney(work, client);
    await forgetFiles(work, await filesOf(work, id));
    await deleteUsers(work, id);
    await work.tx.client.delete({ where: { id }, select: { id: true } });
    work.announce('client.deleted', { clientId: id, resellerId: client.resellerId });
    return { clientId: id, resellerId: client.resellerId, groupId: client.groupId };
  },
  deletes: { type: 'Client', key: 'clientId' },
  payload: (t) => ({
    reseller: rowField(
      t,
      'Reseller',
      'resellerId',
      'The reseller whose customer it was; null for none.',
    ),
    group: rowField(
      t,
      ClientGroup,
      'groupId',
      'The client group, without the client; null for none.',
    ),
  }),
});

async function endReselling({ tx, fail }: Work, id: number): Promise<void> {
  await tx.$queryRaw`select id from resellers where id = ${id} for update`;
  const customers = await tx.client.count({ where: { resellerId: id } });
  if (customers) fail('CLIENT_HAS_CUSTOMERS', undefined, { customers });
  await tx.reseller.delete({ where: { id }, select: { id: true } });
}

/** What outlives the client must say whose it was. */
async function nameTheMoney(
  { tx }: Work,
  client: { id: number; firstName: string; lastName: string; companyName: string },
): Promise<void> {
  const billingName = fullNameOf(client) || client.companyName;
  const where = { clientId: client.id, billingName: '' };
  await tx.invoice.updateMany({ where, data: { billingName } });
  await tx.transaction.updateMany({ where, data: { billingName } });
}

/** Where the bytes of its files and its tickets’ files lie. */
async function filesOf({ tx }: Work, clientId: number): Promise<string[]> {
  const ticket = { clientId };
  const attachments = await tx.attachment.findMany({
    where: { OR: [{ ticket }, { reply: { ticket } }, { note: { ticket } }] },
    select: { storageKey: true },
  });
  const files = await tx.clientFile.findMany({
    where: { clientId },
    select: { storageKey: true },
  });
  return [...attachments, ...files].map(({ storageKey }) => storageKey);
}

/** Users who could act for this client only go with it. */
async function deleteUsers({ tx }: Work, clientId: number): Promise<void> {
  await tx.user.deleteMany({
    where: { clientLinks: { some: { clientId }, every: { clientId } } },
  });
}
