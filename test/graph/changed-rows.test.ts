import { beforeAll, describe, expect, it } from 'vitest';
import { addUser, askAs, signIn } from '#test/access/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { openStore } from '#test/services/store.ts';
import { openDesk } from '#test/support/desk.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
});

const contactTicket = async (email: string) => {
  const { openTicket } = await gateway.data(
    `mutation ($email: String!) {
      openTicket(input: { departmentId: "Department:1", subject: "x", message: "y",
        name: "Guest", email: $email }) { ticket { id } } }`,
    { email },
  );
  return openTicket.ticket.id as string;
};

describe('the row that a change made or moved comes back with it (R14)', () => {
  it('the entry of the activity log that was written', async () => {
    const clientId = `Client:${gateway.carol}`;
    const { logActivity } = await gateway.data(
      `mutation ($id: ID!) { logActivity(input: { clientId: $id, description: "Called back" }) {
        description activityEntry { id description client { id } } client { id } } }`,
      { id: clientId },
    );
    const { activityEntry } = logActivity;
    expect(logActivity).toEqual({
      description: 'Called back',
      activityEntry: { id: activityEntry.id, description: 'Called back', client: { id: clientId } },
      client: { id: clientId },
    });
    // One entry, and the next one gets a number of its own.
    const { activity: all } = await gateway.data(
      '{ activity(filter: { description: "Called back" }) { nodes { id } } }',
    );
    expect(all.nodes).toEqual([{ id: activityEntry.id }]);
    const again = await gateway.data(
      `mutation { logActivity(input: { description: "Called again" }) {
        activityEntry { id client { id } } client { id } } }`,
    );
    expect(again.logActivity.activityEntry.id).not.toBe(activityEntry.id);
    expect(again.logActivity).toMatchObject({ activityEntry: { client: null }, client: null });
  });

  it('the same entry to whoever repeats the change under its key', async () => {
    const write = () =>
      gateway.ask(
        'mutation { logActivity(input: { description: "Once" }) { activityEntry { id } } }',
        {},
        'staff',
        { 'idempotency-key': 'log-once' },
      );
    const [first, second] = [await write(), await write()];
    expect(second.data).toEqual(first.data);
    expect(first.data.logActivity.activityEntry.id).toMatch(/^ActivityEntry:\d+$/);
  });

  it('the block of a sender, with the ticket or without it', async () => {
    const BLOCK = `mutation ($id: ID!, $delete: Boolean!) {
      blockTicketSender(input: { ticketId: $id, deleteTicket: $delete }) {
        email isDeleted deletedId ticket { id } client { id } department { id openTicketCount }
        blockedSender { id kind value } } }`;
    const stays = await contactTicket('spam@elsewhere.test');
    const kept = await gateway.data(BLOCK, { id: stays, delete: false });
    const block = kept.blockTicketSender.blockedSender;
    expect(kept.blockTicketSender).toEqual({
      email: 'spam@elsewhere.test',
      isDeleted: false,
      deletedId: null,
      ticket: { id: stays },
      client: null,
      department: { id: 'Department:1', openTicketCount: 1 },
      blockedSender: { id: block.id, kind: 'SENDER', value: 'spam@elsewhere.test' },
    });
    const { blockedSenders } = await gateway.data('{ blockedSenders { nodes { id } } }');
    expect(blockedSenders.nodes).toEqual([{ id: block.id }]);
    const goes = await contactTicket('more@elsewhere.test');
    const { blockTicketSender: gone } = await gateway.data(BLOCK, { id: goes, delete: true });
    expect(gone).toMatchObject({
      isDeleted: true,
      deletedId: goes,
      ticket: null,
      department: { openTicketCount: 1 },
    });
  });

  it('the emails to staff that were written', async () => {
    const { sendAdminEmail } = await gateway.data(
      `mutation { sendAdminEmail(input: { subject: "Meeting", html: "<p>At ten.</p>",
        departmentId: "Department:1" }) { emailCount emails { id subject to } } }`,
    );
    expect(sendAdminEmail).toMatchObject({
      emailCount: 1,
      emails: [{ subject: 'Meeting', to: 'ada@house.test' }],
    });
  });

  it('the products and addons that a deleted email template leaves without one', async () => {
    const { db } = gateway.app;
    const { createEmailTemplate } = await gateway.data(
      `mutation { createEmailTemplate(input: { name: "Own welcome", type: PRODUCT, subject: "Hi",
        html: "<p>Hi</p>" }) { emailTemplate { id databaseId } } }`,
    );
    const { id: templateId, databaseId } = createEmailTemplate.emailTemplate;
    const { hosting: welcomed, manual: upgraded } = await openStore(gateway);
    const use = (id: number, data: object) => db.product.update({ where: { id }, data });
    await use(welcomed, { welcomeEmailTemplateId: databaseId });
    await use(upgraded, { upgradeEmailTemplateId: databaseId });
    const addon = await db.addon.create({
      data: { name: 'Backup', welcomeEmailTemplateId: databaseId },
    });
    const { deleteEmailTemplate } = await gateway.data(
      `mutation ($id: ID!) { deleteEmailTemplate(input: { templateId: $id }) {
        deletedId
        products { id welcomeEmailTemplate { id } upgradeEmailTemplate { id } }
        addons { id welcomeEmailTemplate { id } } } }`,
      { id: templateId },
    );
    const without = { welcomeEmailTemplate: null, upgradeEmailTemplate: null };
    expect(deleteEmailTemplate).toEqual({
      deletedId: templateId,
      products: [
        { id: `Product:${welcomed}`, ...without },
        { id: `Product:${upgraded}`, ...without },
      ],
      addons: [{ id: `Addon:${addon.id}`, welcomeEmailTemplate: null }],
    });
  });

  it('the session that ended, to whoever signs out', async () => {
    const email = 'sam@users.test';
    await addUser(gateway, 'Sam');
    const { accessToken, refreshToken } = await signIn(gateway, 'Sam');
    const { data } = await gateway.ask(
      `mutation ($token: Secret!) { refreshSession(input: { refreshToken: $token }) {
        session { accessToken } viewer { kind user { email } session { id } } } }`,
      { token: refreshToken },
      null,
    );
    const { session, viewer } = data.refreshSession;
    expect(viewer).toMatchObject({ kind: 'CUSTOMER', user: { email } });
    expect(session.accessToken).not.toBe(accessToken);
    const out = await askAs(
      gateway,
      session.accessToken,
      'mutation { signOut { signedOut deletedId userId } }',
    );
    const { userId, ...rest } = out.data.signOut;
    expect(rest).toEqual({ signedOut: true, deletedId: viewer.session.id });
    expect(userId).toMatch(/^User:\d+$/);
  });
});
