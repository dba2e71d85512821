import { beforeAll, expect, it } from 'vitest';
import { customerPermissions, type Permission } from '#core/permissions.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { done } from '#test/shop.ts';
import { askAs, lastToken } from './cast.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const PASSWORD = 'correct horse battery 9';
const SIGN_IN = `mutation ($input: ValidateLoginInput!) {
  validateLogin(input: $input) { session { accessToken } } }`;
const signIn = async (email: string, password = PASSWORD) => {
  const { data } = await gateway.ask(SIGN_IN, { input: { email, password } }, null);
  return data?.validateLogin?.session.accessToken as string | undefined;
};

/** A contact of Carol's who signs in and may do that; its id and token. */
async function contact(name: string, permissions: string) {
  const email = `${name}@contacts.test`;
  const { contactid } = await done(gateway, 'AddContact', {
    user_id: gateway.carol,
    first_name: name,
    email,
    password: PASSWORD,
    permissions,
  });
  return { id: `Contact:${contactid}`, email, token: (await signIn(email))! };
}

const ADD_KEY = `mutation ($input: CreateApiCredentialInput!) {
  createApiCredential(input: $input) { token credential { id } } }`;
/** A key with some permissions alone: of Carol's, or of the company's. */
async function key(kind: 'CUSTOMER' | 'STAFF', limits: object) {
  const whose = kind === 'CUSTOMER' ? { clientId: `Client:${gateway.carol}` } : {};
  const input = { kind, name: 'narrow', ...whose, ...limits };
  const { createApiCredential } = await gateway.data(ADD_KEY, { input });
  return { token: createApiCredential.token as string, id: createApiCredential.credential.id };
}

const UPDATE_CONTACT = `mutation ($input: UpdateContactInput!) {
  updateContact(input: $input) { contact { id } } }`;
const INVITE = `mutation ($input: InviteUserInput!) {
  inviteUser(input: $input) { invitation { permissions } } }`;

it('lets nobody with the right to contacts become a contact that may do more', async () => {
  const rich = await contact('rich', 'invoices,orders');
  const poor = await contact('poor', 'contacts');
  const change = (input: object) =>
    askAs(gateway, poor.token, UPDATE_CONTACT, { input: { contactId: rich.id, ...input } });
  for (const taken of [{ email: 'poor2@contacts.test' }, { password: 'another horse 12' }])
    expect(codeOf(await change(taken))).toBe('FORBIDDEN');
  expect(await signIn(rich.email)).toBeDefined();
  expect((await change({ city: 'York' })).errors).toBeUndefined();
});

it('lets a contact have the rights it was written with, once it has a password', async () => {
  const email = 'later@contacts.test';
  const { contactid } = await done(gateway, 'AddContact', {
    user_id: gateway.carol,
    first_name: 'Later',
    email,
    permissions: 'invoices',
  });
  const input = { contactId: `Contact:${contactid}`, password: PASSWORD };
  await gateway.data(UPDATE_CONTACT, { input });
  const token = (await signIn(email))!;
  expect((await askAs(gateway, token, '{ invoices { totalCount } }')).errors).toBeUndefined();
  expect(codeOf(await askAs(gateway, token, '{ tickets { totalCount } }'))).toBe('FORBIDDEN');
});

/** What the words stand for, as docs/integrate.md and the reference of UpdateUserPermissions list it. */
const meanings: Record<string, Permission[]> = {
  invoices: ['billing:read', 'billing:pay'],
  tickets: ['support:read', 'support:open', 'support:reply'],
  emails: ['mail:read'],
  quotes: ['quotes:read', 'quotes:accept'],
};
const words = Object.keys(meanings);

it('invites with no more than the giver holds: any giver, any words (rule 1)', async () => {
  // Every giver of these holds the words of its bits, every wish asks for those of its own.
  for (let held = 0; held < 16; held += 5)
    for (let wished = 1; wished < 16; wished += 3) {
      const of = (bits: number) => words.filter((_word, place) => bits & (1 << place));
      const permissions = ['access:invite', ...of(held).flatMap((word) => meanings[word]!)];
      const { token } = await key('CUSTOMER', { permissions });
      const input = {
        clientId: `Client:${gateway.carol}`,
        email: 'guest@users.test',
        permissions: of(wished).map((word) => word.toUpperCase()),
      };
      const isWithin = (held & wished) === wished;
      expect(codeOf(await askAs(gateway, token, INVITE, { input })), `${held} ${wished}`).toBe(
        isWithin ? undefined : 'PERMISSION_BEYOND_YOURS',
      );
    }
});

it('makes an owner, or changes what a user may do, only within its own permissions', async () => {
  const { email } = await contact('heir', 'tickets');
  const { users } = await gateway.data(
    `{ users(filter: { email: "${email}" }) { edges { node { id } } } }`,
  );
  const which = { clientId: `Client:${gateway.carol}`, userId: users.edges[0].node.id };
  const { token } = await key('CUSTOMER', { permissions: ['access:invite', 'access:read'] });
  const OWN = `mutation ($input: ChangeClientOwnerInput!) {
    changeClientOwner(input: $input) { userClient { isOwner } } }`;
  const SAVE = `mutation ($input: UpdateUserClientInput!) {
    updateUserClient(input: $input) { userClient { permissions } } }`;
  expect(codeOf(await askAs(gateway, token, OWN, { input: which }))).toBe(
    'PERMISSION_BEYOND_YOURS',
  );
  const wish = { ...which, permissions: ['INVOICES'] };
  expect(codeOf(await askAs(gateway, token, SAVE, { input: wish }))).toBe(
    'PERMISSION_BEYOND_YOURS',
  );
  const whole = await key('CUSTOMER', { permissions: [...customerPermissions] });
  expect(
    (await askAs(gateway, whole.token, OWN, { input: which })).data.changeClientOwner.userClient,
  ).toEqual({ isOwner: true });
});

const UPDATE_USER = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }`;

it('changes the sign-in of others by access:write only, not by what is for one’s own', async () => {
  const { user_id: id } = await done(gateway, 'AddUser', {
    first_name: 'Una',
    last_name: 'User',
    email: 'una@users.test',
    password: PASSWORD,
  });
  const move = async (limits: object) => {
    const { token } = await key('STAFF', limits);
    const input = { userId: `User:${id}`, email: 'thief@users.test' };
    return codeOf(await askAs(gateway, token, UPDATE_USER, { input }));
  };
  expect(await move({ permissions: ['access:self', 'access:read'] })).toBe('USER_NOT_FOUND');
  expect(await signIn('una@users.test')).toBeDefined();
  expect(await move({ commands: ['UpdateUser'] })).toBeUndefined();
  expect(
    await move({ permissions: ['access:self', 'access:read', 'access:write'] }),
  ).toBeUndefined();
});

it('links no stranger’s sign-in with an account: an unverified address gets a new password', async () => {
  const email = 'victim@users.test';
  const person = { first_name: 'Vic', last_name: 'Tim', email, password: PASSWORD };
  expect((await gateway.rapi('AddUser', person, 'reseller')).result).toBe('success');
  const stolen = (await signIn(email))!;
  const input = { clientId: `Client:${gateway.carol}`, email, permissions: ['INVOICES'] };
  await gateway.data(INVITE, { input }, 'carol');
  const token = await lastToken(gateway, 'user.invited');
  const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) { userClient { permissions } } }`;
  const accept = (more: object) => gateway.ask(ACCEPT, { input: { token, ...more } }, null);
  expect((await accept({})).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_INPUT',
    field: 'password',
  });
  const own = 'only the victim knows 5';
  expect((await accept({ password: own })).errors).toBeUndefined();
  expect(await signIn(email)).toBeUndefined();
  expect(codeOf(await askAs(gateway, stolen, '{ invoices { totalCount } }'))).toBe(
    'UNAUTHENTICATED',
  );
  const mine = (await signIn(email, own))!;
  expect((await askAs(gateway, mine, '{ invoices { totalCount } }')).errors).toBeUndefined();
});
