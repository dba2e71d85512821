import { beforeAll, describe, expect, it } from 'vitest';
import { noraForm } from '#test/clients/nora.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

type Form = Record<string, string | number>;
const rapi = async (command: string, form: Form) => {
  const reply = await gateway.rapi(command, form);
  expect(reply.result, JSON.stringify([command, reply])).toBe('success');
  return reply;
};

const addUser = async (name: string) =>
  (
    await rapi('AddUser', {
      first_name: name,
      last_name: 'User',
      email: `${name}@example.test`,
      password: 'Kontakt-123-lang',
    })
  ).user_id as string;

const addClient = (email: string, more: Form = {}) =>
  rapi('AddClient', { ...noraForm, email, ...more });

/** Whom the last link for a purpose was made for. */
const lastToken = async (purpose: 'PASSWORD_RESET' | 'EMAIL_VERIFICATION') =>
  (
    await gateway.app.db.singleUseToken.findFirst({
      where: { purpose },
      orderBy: { id: 'desc' },
      select: { email: true },
    })
  )?.email;

describe('a number means one thing (R20)', () => {
  it('takes user_id of ResetPassword for a user first, of the client command for a client', async () => {
    const alone = await addUser('alone');
    // A client and a user of one number, and neither has to do with the other.
    const { user_id: client } = await addClient('sigi@example.test', {
      password: 'Kontakt-123-lang',
    });
    let user = await addUser('willi');
    while (Number(user) < Number(client)) user = await addUser(`willi${user}`);
    const reach = Number(user) === Number(client) ? client : user;
    const email = (
      await gateway.data('{ users(first: 100) { edges { node { databaseId email } } } }')
    ).users.edges as { node: { databaseId: number; email: string } }[];
    const emailOf = (id: string) =>
      email.find(({ node }) => node.databaseId === Number(id))?.node.email;

    await rapi('ResetPassword', { user_id: alone });
    expect(await lastToken('PASSWORD_RESET')).toBe('alone@example.test');
    await rapi('ResetPassword', { user_id: client });
    expect(await lastToken('PASSWORD_RESET')).toBe(emailOf(client));
    await rapi('ResetPassword', { id: reach });
    expect(await lastToken('PASSWORD_RESET')).toBe(emailOf(reach));
    await rapi('ResetPassword', { email: 'WILLI@example.test' });
    expect(await lastToken('PASSWORD_RESET')).toBe('willi@example.test');
    await rapi('ClientSendVerificationEmail', { user_id: client });
    expect(await lastToken('EMAIL_VERIFICATION')).toBe('sigi@example.test');
    expect(await gateway.rapi('ResetPassword', { user_id: 9_999 })).toEqual({
      result: 'error',
      message: 'User Not Found',
    });
    expect(await gateway.rapi('ResetPassword', {})).toEqual({
      result: 'error',
      message: 'Please enter the email address or provide the id',
    });
  });
});

describe('signing in', () => {
  it('refuses the user of a closed client alone, and leaves closed ones out (R37)', async () => {
    const password = 'Kontakt-123-lang';
    const sign = (email: string) => gateway.rapi('ValidateLogin', { email, password });
    const { user_id: first } = await addClient('klaus@example.test', { password });
    expect(await sign('klaus@example.test')).toMatchObject({ result: 'success', clientid: first });
    await rapi('CloseClient', { user_id: first });
    expect(await sign('klaus@example.test')).toEqual({
      result: 'error',
      message: 'Email or Password Invalid',
    });
    const { users } = await gateway.data(
      '{ users(filter: { email: "klaus@" }) { edges { node { id } } } }',
    );
    const userId = users.edges[0].node.id as string;
    const { user_id: second } = await addClient('klaus-shop@example.test');
    await gateway.data(
      `mutation ($input: CreateUserClientInput!) { createUserClient(input: $input) { userClient { id } } }`,
      { input: { userId, clientId: `Client:${second}`, permissions: ['INVOICES'] } },
    );
    expect(await sign('klaus@example.test')).toMatchObject({
      result: 'success',
      clientid: second,
      user_id: second,
    });
    await addUser('nobody');
    expect(
      await gateway.rapi('ValidateLogin', { email: 'nobody@example.test', password }),
    ).toMatchObject({ result: 'success', clientid: '0', user_id: '0' });
  });

  it('changes the own address of a customer with the own password (R65)', async () => {
    const password = 'Kontakt-123-lang';
    await addClient('umzug@example.test', { password });
    const signedIn = await rapi('ValidateLogin', { email: 'umzug@example.test', password });
    const update = async (form: Record<string, string>) => {
      const body = new URLSearchParams({
        token: signedIn.access_token as string,
        user_id: signedIn.userid as string,
        email: 'neu@example.test',
        ...form,
      });
      const response = await fetch(`${gateway.url}/rapi/UpdateUser`, { method: 'POST', body });
      return (await response.json()) as { result: string; message?: string };
    };
    const without = await update({});
    expect([without.result, without.message]).toEqual(['error', expect.stringMatching(/password/)]);
    expect(await update({ password: 'something else' })).toMatchObject({ result: 'error' });
    expect(await update({ password })).toMatchObject({ result: 'success' });
    expect(
      await gateway.rapi('ValidateLogin', { email: 'neu@example.test', password }),
    ).toMatchObject({ result: 'success' });
  });

  it('refuses a language that is none and half a security question (R63)', async () => {
    for (const language of ['xyzzy', 'true']) {
      const client = await gateway.rapi('AddClient', { ...noraForm, language });
      expect(client.message).toMatch(/^language must be the English name of a language/);
      const user = await gateway.rapi('UpdateUser', { user_id: 1, language });
      expect(user.message).toMatch(/^language must be the English name of a language/);
    }
    const { user_id } = await addClient('besitzer@example.test', { password: 'Kontakt-123-lang' });
    const { users } = await gateway.data(
      '{ users(filter: { email: "besitzer@" }) { edges { node { databaseId } } } }',
    );
    const half = await gateway.rapi('AddClient', {
      ...noraForm,
      email: 'zweit@example.test',
      user_id: users.edges[0].node.databaseId,
      security_qans: 'blue',
    });
    expect([half.result, half.message]).toEqual([
      'error',
      expect.stringMatching(/^security_q(ans|id)/),
    ]);
    expect(Number(user_id)).toBeGreaterThan(0);
  });
});
