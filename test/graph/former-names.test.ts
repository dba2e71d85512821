import { beforeAll, describe, expect, it } from 'vitest';
import { formerNames } from '#modules/former-names.ts';
import { schema } from '#modules/schema.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const change = async (name: string, selection: string, input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await gateway.ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`,
    { input },
  );
  return { ...answer, made: answer.data?.[name] };
};

describe('a mutation under its former name (G72)', () => {
  it('is deprecated, with a date and what to use instead', () => {
    const fields = schema.getMutationType()!.getFields();
    for (const name of Object.keys(formerNames)) {
      const reason = fields[name]?.deprecationReason ?? '';
      expect([name, reason]).toEqual([name, expect.stringMatching(/^\d{4}-\d\d-\d\d: use `/)]);
      for (const [, successor] of reason.matchAll(/`(\w+)`/g))
        expect(fields[successor!]?.deprecationReason).toBeUndefined();
    }
  });

  it('makes what its successor makes, and warns', async () => {
    const answer = await change('addApiCredential', 'token credential { name }', {
      kind: 'STAFF',
      name: 'k',
      permissions: ['clients:read'],
    });
    expect(answer.made).toMatchObject({ token: expect.any(String), credential: { name: 'k' } });
    expect(JSON.stringify(answer)).toContain('createApiCredential');
  });

  it('makes a row where it names none, and changes the one it names', async () => {
    const half = { name: 'Half', discountPercent: '50', isExemptFromAutomation: true };
    const shown = 'clientGroup { id name discountPercent isExemptFromAutomation }';
    const { clientGroup } = (await change('saveClientGroup', shown, half)).made;
    expect(clientGroup).toMatchObject({ name: 'Half', isExemptFromAutomation: true });
    const renamed = { groupId: clientGroup.id, name: 'Halves' };
    expect((await change('saveClientGroup', shown, renamed)).made.clientGroup).toEqual({
      ...clientGroup,
      name: 'Halves',
    });
    const nameless = await change('saveClientGroup', shown, { discountPercent: '1' });
    expect(nameless.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'name' });
    const absent = await change('saveClientGroup', shown, {
      groupId: 'ClientGroup:999',
      name: 'X',
    });
    expect(codeOf(absent)).toBe('CLIENT_GROUP_NOT_FOUND');
  });

  it('makes or changes what it names by its key', async () => {
    const shown = 'currency { code rate }';
    const set = async (rate: string) =>
      (await change('setCurrency', shown, { code: 'SEK', rate })).made.currency;
    expect(await set('10.5')).toEqual({ code: 'SEK', rate: '10.5' });
    expect(await set('11')).toEqual({ code: 'SEK', rate: '11' });
    expect(codeOf(await change('setCurrency', shown, { code: 'NOK', rate: '-1' }))).toBeTruthy();
  });

  it('asks for the same right', async () => {
    const answer = await gateway.ask(
      'mutation { addTodoItem(input: { title: "x" }) { todoItem { id } } }',
      {},
      'carol',
    );
    expect(codeOf(answer)).toBe('FORBIDDEN');
  });
});
