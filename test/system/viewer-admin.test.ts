import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const WHO = '{ viewer { admin { databaseId username role { permissions } } } }';

it('names the staff member behind a token, even one that may do nothing', async () => {
  const ada = {
    databaseId: gateway.adminId,
    username: 'ada',
    role: { permissions: ['*'] },
  };
  for (const as of ['staff', 'clerk'] as const)
    expect((await gateway.data(WHO, {}, as)).viewer.admin).toEqual(ada);
});

it('names nobody behind the tokens of others, or without one', async () => {
  for (const as of ['reseller', 'carol', null] as const) {
    const { data, errors } = await gateway.ask(WHO, {}, as);
    expect([data, errors]).toEqual([{ viewer: { admin: null } }, undefined]);
  }
});
