import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const mutation = (name: string, fields: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) { ${fields} } }`;
const RESELLER = 'reseller { id }';

// Cases, rule 1: whose customer somebody is says nothing of the keys they sell by themselves.
it('leaves the keys of a customer who sells for itself alone', async () => {
  const rob = `Client:${gateway.rob}`;
  const add = { clientId: rob, brandName: 'Rob Sells' };
  const { addReseller } = await gateway.data(mutation('addReseller', RESELLER), { input: add });
  const { saveResellerApiKey } = await gateway.data(
    mutation('saveResellerApiKey', 'apiKey { id }'),
    { input: { clientId: rob, name: 'Shop' } },
  );
  const { saveResellerIp } = await gateway.data(mutation('saveResellerIp', 'address { id }'), {
    input: { clientId: rob, address: '203.0.113.0/24' },
  });
  const key = { id: saveResellerApiKey.apiKey.id };
  const address = { id: saveResellerIp.address.id };
  const rotate = () =>
    gateway.ask(mutation('rotateResellerApiKey', 'token'), { input: key }, 'reseller');
  const LISTED = '{ apiCredentials(filter: { kind: [RESELLER] }) { nodes { name } } }';
  const listed = async () => {
    const answer = await gateway.ask(LISTED, {}, 'reseller');
    return answer.errors ? codeOf(answer) : JSON.stringify(answer.data);
  };

  // Below Rita, as it was made, they are hers to mind.
  expect((await rotate()).errors).toBeUndefined();
  await gateway.data(mutation('updateReseller', RESELLER), {
    input: { resellerId: addReseller.reseller.id, parentId: null },
  });
  expect(codeOf(await rotate())).toBe('API_KEY_NOT_FOUND');
  const drop = await gateway.ask(
    mutation('deleteResellerApiKey', 'apiKey { id }'),
    { input: key },
    'reseller',
  );
  expect(codeOf(drop)).toBe('API_KEY_NOT_FOUND');
  const open = await gateway.ask(
    mutation('deleteResellerIp', 'deletedId'),
    { input: address },
    'reseller',
  );
  expect(codeOf(open)).toBe('API_ADDRESS_NOT_FOUND');
  expect(await listed()).not.toContain('Shop');
});
