import { beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '#test/people.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, askAs, lastToken, signIn } from './cast.ts';

let gateway: Gateway;
let user: number;
beforeAll(async () => {
  gateway = await openGateway();
  user = await addUser(gateway, 'Robin', [{ clientId: gateway.rob }]);
});

const AS = `mutation ($input: SignInAsUserInput!) { signInAsUser(input: $input) {
  session { accessToken } } }`;
const RENAME = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { id } } }`;
const CLIENTS = '{ clients(orderBy: { field: ID }) { nodes { databaseId } } }';

async function enter(token: string): Promise<string> {
  const { data, errors } = await askAs(gateway, token, AS, { input: { userId: `User:${user}` } });
  expect(errors).toBeUndefined();
  return data.signInAsUser.session.accessToken;
}
const rename = (token: string) =>
  askAs(gateway, token, RENAME, {
    input: { client: { id: `Client:${gateway.rob}` }, city: 'Leeds' },
  });
const seen = async (token: string) => {
  const { data, errors } = await askAs(gateway, token, CLIENTS);
  return errors
    ? codeOf({ errors } as never)
    : data.clients.nodes.map((node: any) => node.databaseId);
};
// Cases, rule 1: nobody gives more than they hold, a session as somebody else neither.
describe('a session as somebody else', () => {
  it('may do no more than who opened it', async () => {
    const { addApiCredential } = await gateway.data(
      `mutation ($input: AddApiCredentialInput!) { addApiCredential(input: $input) { token } }`,
      {
        input: {
          kind: 'STAFF',
          name: 'looks only',
          permissions: ['access:impersonate', 'clients:read'],
        },
      },
    );
    const session = await enter(addApiCredential.token);
    expect(await seen(session)).toEqual([gateway.rob]);
    expect(codeOf(await rename(session))).toBe('FORBIDDEN');
    const { data } = await askAs(gateway, session, '{ viewer { permissions } }');
    expect(data.viewer.permissions).toEqual(['clients:read']);
    expect((await rename(await enter(tokenOf('staff')))).errors).toBeUndefined();
  });

  it('does not become the person’s own when the staff member who opened it is deleted', async () => {
    const { adminRoles } = await gateway.data('{ adminRoles { id } }');
    const password = 'a long pass phrase 77';
    const { addAdmin } = await gateway.data(
      `mutation ($input: AddAdminInput!) { addAdmin(input: $input) { admin { id } } }`,
      {
        input: {
          username: 'eve',
          firstName: 'Eve',
          email: 'eve@house.test',
          password,
          roleId: adminRoles[0].id,
        },
      },
    );
    const { data } = await gateway.ask(
      `mutation ($input: ValidateStaffLoginInput!) {
        validateStaffLogin(input: $input) { session { accessToken } } }`,
      { input: { username: 'eve', password } },
      null,
    );
    const session = await enter(data.validateStaffLogin.session.accessToken);
    expect(await seen(session)).toEqual([gateway.rob]);
    await gateway.data(
      `mutation ($input: DeleteAdminInput!) { deleteAdmin(input: $input) { deletedId } }`,
      { input: { adminId: addAdmin.admin.id } },
    );
    expect(await seen(session)).toBe('UNAUTHENTICATED');
  });
});

it('lets nobody in by the invitation of an owner who is one no more', async () => {
  const before = await addUser(gateway, 'Olga', [{ clientId: gateway.stranger }]);
  const after = await addUser(gateway, 'Nils', [{ clientId: gateway.stranger, permissions: [] }]);
  const { accessToken } = await signIn(gateway, 'Olga');
  const clientId = `Client:${gateway.stranger}`;
  const invited = await askAs(
    gateway,
    accessToken,
    `mutation ($input: InviteUserInput!) { inviteUser(input: $input) { invitation { id } } }`,
    { input: { clientId, email: 'olga2@users.test', permissions: ['INVOICES'] } },
  );
  expect(invited.errors).toBeUndefined();
  const accept = async () => {
    const token = await lastToken(gateway, 'user.invited');
    return gateway.ask(
      `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
        userClient { permissions } } }`,
      { input: { token, firstName: 'Olga', lastName: 'Again', password: 'a long pass phrase 78' } },
      null,
    );
  };
  const owner = (id: number) =>
    gateway.data(
      `mutation ($input: ChangeClientOwnerInput!) {
        changeClientOwner(input: $input) { userClient { isOwner } } }`,
      { input: { clientId, userId: `User:${id}` } },
    );
  await owner(after);
  expect(codeOf(await accept())).toBe('TOKEN_INVALID');
  await owner(before);
  expect((await accept()).errors).toBeUndefined();
});
