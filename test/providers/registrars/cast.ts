import { expect, test } from 'vitest';
import { ProviderError, type Outcome } from '#core/provider-error.ts';
import type { ContactData, RegisterOrder } from '#providers/registrars/domain-data.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import type { Loopback, Mood } from './loopback.ts';

/** A registrant. */
export const carol: ContactData = {
  firstName: 'Carol',
  lastName: 'Jones Smith',
  company: 'Carol & Co',
  email: 'carol@example.org',
  address1: '1 High Street',
  city: 'Bath',
  state: 'Somerset',
  postcode: 'BA1 1AA',
  country: 'GB',
  phone: '+44.1225 123456',
};

/** An order for a name that the programs have free. */
export const order: RegisterOrder = {
  domain: 'new-name.com',
  years: 2,
  nameservers: ['ns1.host.test', 'ns2.host.test'],
  contacts: { registrant: carol },
};

/** A key as a task gives it. */
export const change = { key: 'task:7', timeoutMs: 5000 };

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  const error = await call.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

const moods: [string, Mood, Outcome][] = [
  ['does not answer', 'hang', 'UNKNOWN'],
  ['drops the line after receiving the order', 'drop', 'UNKNOWN'],
  ['answers with a web page', 'html', 'UNKNOWN'],
  ['answers with 10 MB', 'huge', 'UNKNOWN'],
  ['answers with XML that carries a document type', 'doctype', 'UNKNOWN'],
  ['answers with nothing', 'empty', 'UNKNOWN'],
  ['answers through a broken gateway', 'gateway', 'UNKNOWN'],
  ['forbids our address with a web page', { status: 403, body: '<html>No</html>' }, 'REFUSED'],
];

/** What every client owes to a registrar that misbehaves when it is asked to register. */
export function survivesMisbehaviour(
  part: string,
  /** Null for a registrar that cannot renew. */
  renewPart: string | null,
  setUp: () => { program: Loopback; registrar: Registrar },
): void {
  for (const [title, mood, outcome] of moods)
    test(`an order is sent once and ends ${outcome} when the registrar ${title}`, async () => {
      const { program, registrar } = setUp();
      program.misbehave(part, mood);
      const failed = await failureOf(registrar.register(order, { ...change, timeoutMs: 400 }));
      expect(failed.outcome).toBe(outcome);
      expect(program.count(part)).toBe(1);
      expect(failed.message).not.toContain('secret-key');
    });

  test('a slow answer within the time limit is still the answer', async () => {
    const { program, registrar } = setUp();
    program.misbehave(part, 150);
    await expect(registrar.register(order, change)).resolves.toMatchObject({ state: 'done' });
    expect(program.count(part)).toBe(1);
  });

  test('an order whose answer was lost is found again by its domain', async () => {
    const { program, registrar } = setUp();
    program.misbehave(part, 'drop');
    await failureOf(registrar.register(order, change));
    const trace = { key: change.key, kind: 'register' as const, domain: order.domain };
    await expect(registrar.findOrder(trace)).resolves.toMatchObject({ state: 'done' });
    const other = { ...trace, domain: 'never-ordered.com' };
    await expect(registrar.findOrder(other)).resolves.toMatchObject({ state: 'absent' });
  });

  test.skipIf(renewPart === null)('the same renewal sent twice is ordered once', async () => {
    const { program, registrar } = setUp();
    const renewal = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
    await registrar.renew(renewal, change);
    const again = await registrar.renew(renewal, change);
    expect(again).toMatchObject({ state: 'done', expiresOn: '2028-06-24' });
    expect(program.count(renewPart ?? '')).toBe(1);
  });

  test('nothing has been ordered when the registrar cannot be reached', async () => {
    const { program, registrar } = setUp();
    await program.close();
    const failed = await failureOf(registrar.register(order, change));
    expect(failed.outcome).toBe('NOT_SENT');
  });
}
