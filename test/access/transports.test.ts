import { beforeAll, expect, it } from 'vitest';
import { hashToken } from '#core/secret.ts';
import { type Permission, permissions } from '#core/permissions.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { operations } from '#transports/logicboxes/operations.ts';
import { commands } from '#transports/rapi/commands.ts';
import { estateOf } from './estate.ts';

let gateway: Gateway;
const rows = { invoice: 0, attachment: 0 };
beforeAll(async () => {
  gateway = await openGateway();
  const estate = estateOf(gateway.app.db, { clientId: gateway.carol, resellerId: null });
  rows.invoice = await estate.rowOf('Invoice');
  rows.attachment = await estate.rowOf('Attachment');
  const ticketId = await estate.rowOf('Ticket');
  await gateway.app.db.attachment.update({ where: { id: rows.attachment }, data: { ticketId } });
});

type Kind = 'STAFF' | 'RESELLER' | 'CUSTOMER';

/** A key of a kind that holds these permissions alone. */
async function keyWith(kind: Kind, held: readonly Permission[]): Promise<string> {
  const token = `walk-${kind}-${held.join('+') || 'nothing'}`;
  const { adminId, resellerId, rita, carol } = gateway;
  const owner = {
    STAFF: { adminId },
    RESELLER: { resellerId, clientId: rita },
    CUSTOMER: { clientId: carol },
  }[kind];
  await gateway.app.db.apiCredential.create({
    data: {
      kind,
      name: token,
      identifier: token,
      tokenHash: hashToken(token),
      tokenLast4: token.slice(-4),
      permissions: [...held],
      ...owner,
    },
  });
  return token;
}

it('gives files to the permission that reads their rows, and to no other alone (G2)', async () => {
  const given: string[] = [];
  for (const kind of ['STAFF', 'CUSTOMER'] as const)
    for (const permission of [null, ...permissions]) {
      const token = await keyWith(kind, permission ? [permission] : []);
      const headers = { authorization: `Bearer ${token}` };
      for (const path of [`attachments/${rows.attachment}`, `invoices/${rows.invoice}.pdf`]) {
        const answer = await fetch(`${gateway.url}/files/${path}`, { headers });
        await answer.arrayBuffer();
        // The attachment's bytes were never stored: 410 says that it may be read.
        if (answer.status !== 403) given.push(`${kind} ${permission}: ${path.split('/')[0]}`);
      }
    }
  expect(new Set(given)).toEqual(
    new Set([
      'STAFF billing:read: invoices',
      'STAFF support:read: attachments',
      'CUSTOMER billing:read: invoices',
      'CUSTOMER support:read: attachments',
    ]),
  );
}, 60_000);

it('answers no legacy command to a key without permissions (G3)', async () => {
  const open = new Set(['ValidateApi']);
  for (const kind of ['STAFF', 'RESELLER', 'CUSTOMER'] as const) {
    const token = await keyWith(kind, []).catch(() => `walk-${kind}-nothing`);
    const answered: string[] = [];
    for (const command of Object.keys(commands)) {
      const body = new URLSearchParams({ token });
      const reply = await fetch(`${gateway.url}/rapi/${command}`, { method: 'POST', body });
      const { result } = (await reply.json()) as { result: string };
      if (result === 'success' && !open.has(command)) answered.push(`${kind}: ${command}`);
    }
    expect(answered).toEqual([]);
  }
}, 60_000);

it('answers no operation of LogicBoxes to a key without permissions (G3)', async () => {
  const token = await keyWith('RESELLER', []).catch(() => 'walk-RESELLER-nothing');
  for (const name of Object.keys(operations)) {
    const query = new URLSearchParams({
      'auth-userid': String(gateway.resellerId),
      'api-key': token,
      'customer-id': String(gateway.rob),
      'no-of-records': '10',
      'page-no': '1',
    });
    const answer = await fetch(`${gateway.url}/api/${name}.json`, { method: 'POST', body: query });
    expect([name, answer.status]).toEqual([name, 500]);
  }
});
