import { newToken } from '#core/secret.ts';
import { type Ask, changes } from '#start/api.ts';

const settings = {
  CompanyName: 'Hostgraph Demo Hosting',
  Email: 'hello@hostgraph.example',
  // Where domains lead that name no servers of their own.
  DefaultNameserver1: 'ns1.hostgraph.example',
  DefaultNameserver2: 'ns2.hostgraph.example',
  AffiliateEnabled: 'on',
};

/** The company's name, a way to pay, and its first staff member with a token. */
export async function makeCompany(ask: Ask): Promise<{ adminId: string; staffToken: string }> {
  const change = changes(ask);
  for (const [name, value] of Object.entries(settings))
    await change('setConfigurationValue', { name, value }, 'isChanged');
  await change(
    'configureGateway',
    {
      name: 'mailin',
      displayName: 'Bank transfer',
      settings: [{ name: 'instructions', secretValue: 'Transfer to the demo’s account.' }],
      isActive: true,
    },
    'gateway { id }',
  );

  const { adminRoles } = await ask('{ adminRoles { id name } }');
  const { admin } = await change(
    'createAdmin',
    {
      username: 'ada',
      firstName: 'Ada',
      lastName: 'Admin',
      email: 'ada@hostgraph.example',
      // Known to nobody: Ada asks for a link to set one.
      password: newToken(''),
      roleId: adminRoles[0].id,
    },
    'admin { id }',
  );
  const { token } = await change(
    'createApiCredential',
    { kind: 'STAFF', name: 'staff', adminId: admin.id, permissions: ['*'] },
    'token',
  );
  await change(
    'createTodoItem',
    { title: 'Look around in the demo', adminId: admin.id },
    'todoItem { id }',
  );
  return { adminId: admin.id, staffToken: token };
}
