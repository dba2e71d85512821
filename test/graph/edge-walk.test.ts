import { beforeAll, describe, expect, it } from 'vitest';
import { ensureDemo } from '#start/demo.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { resetDatabase } from '#test/setup/database.ts';

let gateway: Gateway;
let token: string;
beforeAll(async () => {
  gateway = await openGateway(async () => {});
  await resetDatabase();
  await ensureEssentials(gateway.app);
  await gateway.app.authCache.outlive();
  token = (await ensureDemo(gateway.app))!.staff;
}, 120_000);

async function ask(document: string, variables: object = {}) {
  const { data, errors } = await gateway.ask(document, variables, null, {
    authorization: `Bearer ${token}`,
  });
  expect(errors ?? []).toEqual([]);
  return data;
}

describe('edges in place of numbers (G54)', () => {
  it('lead from an order, an invoice, a domain, a service, a ticket and a client', async () => {
    const { orders } = await ask(`{orders(first:100){nodes{id
      invoice{id pdf order{id number} items{subject{__typename ... on Service{id}}}}
      domains{id unicodeName order{id} service{id} promotion{id} gateway{id} invoices(first:1){totalCount}}
      services{id order{id} promotion{id} gateway{id} domain{id} invoices(first:1){totalCount}}
      promotion{code} placedBy{__typename}}}}`);
    const withInvoice = orders.nodes.filter(({ invoice }: any) => invoice);
    expect(withInvoice.length).toBeGreaterThan(0);
    for (const { id, invoice } of withInvoice) expect(invoice.order.id).toBe(id);
    for (const { id, services, domains } of orders.nodes)
      for (const thing of [...services, ...domains]) expect(thing.order.id).toBe(id);
    const subjects = withInvoice.flatMap(({ invoice }: any) =>
      invoice.items.flatMap(({ subject }: any) => subject?.__typename ?? []),
    );
    expect(subjects).toContain('Service');
    const { tickets, clients } = await ask(`{
      tickets(first:100){nodes{service{id} domain{id} assignee{id} contact{id}}}
      clients(first:100){nodes{id quotes{totalCount} cart{id} fundsInfo{minimum{amount}} emails{totalCount}
        activity{totalCount} cancellationRequests{totalCount}}}}`);
    expect(tickets.nodes.length).toBeGreaterThan(0);
    expect(clients.nodes[0].activity.totalCount).toBeGreaterThan(0);
    await ask('{moduleQueue(first:10){nodes{subject{__typename}}}}');
  });

  it('an id names the row beside it, wherever both stand', async () => {
    const data = await ask(`{
      orders(first: 100) { nodes {
        invoiceId invoice { id } contactId contact { id } requestorUserId requestorUser { id }
        requestorAdminId requestorAdmin { id } items { subjectId subject { id } } } }
      services(first: 100) { nodes {
        orderId order { id } promotionId promotion { id } place { serverId server { id } }
        configOptions { optionId option { id } choiceId choice { id } }
        fields { fieldId field { id } } } }
      domains(first: 100) { nodes { orderId order { id } promotionId promotion { id } } }
      invoices(first: 100) { nodes { items { subjectId subject { id } } } }
      tickets(first: 100) { nodes {
        contactId contact { id } serviceId service { id } domainId domain { id }
        assigneeId assignee { id } watcherIds watchers { id } } }
      credits(first: 100) { nodes { invoiceId invoice { id } } }
      activity(first: 100) { nodes {
        clientId client { id } userId user { id } adminId admin { id } } }
      journalSets(first: 100) { nodes { subjectId subject { id } } }
      emails(first: 100) { nodes { relatedId related { id } } }
      products(first: 100) { nodes { serverGroupId serverGroup { id }
        welcomeEmailTemplateId welcomeEmailTemplate { id } } }
      clients(first: 100) { nodes { users { userId user { id } } } }
      tldPricing { tlds { tldId tld { id } } }
      viewer { credentialId credential { id } accountId account { id } } }`);
    const pairs: [unknown, unknown][] = [];
    const walk = (value: any): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, id] of Object.entries<any>(value)) {
        const row = value[name.replace(/Id(s?)$/, '$1')];
        if (name.endsWith('Id')) pairs.push([id, row?.id ?? null]);
        else if (name.endsWith('Ids')) pairs.push([id, row.map((one: any) => one.id)]);
        else walk(id);
      }
    };
    walk(data);
    expect(pairs.filter(([id]) => id !== null).length).toBeGreaterThan(100);
    for (const [id, row] of pairs) expect(row).toEqual(id);
  });
});
