import assert from 'node:assert/strict';
import { ProviderError, type Outcome } from '#core/provider-error.ts';
import { connectProvider } from '#providers/connect.ts';
import type { Provider } from '#providers/define.ts';
import type { ContactData, RegisterOrder } from '#providers/registrars/domain-data.ts';
import { registrarFrom } from '#providers/registrars/registrar.ts';
import { testDeclaration, type TestCase } from './declaration.ts';
import type { Mood } from './loopback.ts';

/** A program that answers as the registrar's public documents say. */
export interface RegistrarStandIn {
  /** Settings of an account that reach it. */
  settings: Record<string, string>;
  /** A name it has free. */
  free: string;
  /** A name the account holds, and until when (`YYYY-MM-DD`). */
  held: { name: string; expiresOn: string };
  /** From now on registrations are carried out and answered in this mood. */
  misbehave(mood: Mood): void;
  /**
   * From now on the held name ends on 1969-12-31, spelled as the provider spells dates: a mistake of
   * its, which must change nothing. Left out where it tells no dates.
   */
  endIn1969?(): void;
  /** How often it was asked to register, or to renew. */
  count(operation: 'register' | 'renew'): number;
  close(): Promise<void>;
}

const carol: ContactData = {
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

/** What becomes of a registration, by what the registrar does after it took it. */
const moods: readonly (readonly [string, Mood, Outcome])[] = [
  ['does not answer', 'hang', 'UNKNOWN'],
  ['drops the line', 'drop', 'UNKNOWN'],
  ['answers with a web page', 'html', 'UNKNOWN'],
  ['answers with 10 MB', 'huge', 'UNKNOWN'],
  ['answers with XML that carries a document type', 'doctype', 'UNKNOWN'],
  ['answers with nothing', 'empty', 'UNKNOWN'],
  ['answers through a broken gateway', 'gateway', 'UNKNOWN'],
  ['asks to wait (429)', 'busy', 'NOT_SENT'],
  ['asks to wait for 30 seconds (429, Retry-After)', 'busyFor', 'NOT_SENT'],
];

const change = { key: 'task:7', timeoutMs: 5_000 };

/**
 * What every registrar owes its callers.
 * @param it of your test runner: vitest, jest or `node:test`
 * @param open starts a fresh stand-in; each test closes its own
 * @param skip moods that the protocol does not know, e.g. those of HTTP
 */
export function testRegistrar(
  it: TestCase,
  provider: Provider<'registrar'>,
  open: () => Promise<RegistrarStandIn>,
  skip: readonly Mood[] = [],
): void {
  const has = (name: keyof typeof provider.capabilities) => name in provider.capabilities;
  const test = (title: string, run: (at: RegistrarTest) => Promise<void>) =>
    it(`${provider.name}: ${title}`, async () => {
      const standIn = await open();
      try {
        await run(connected(provider, standIn));
      } finally {
        await standIn.close();
      }
    });
  testDeclaration(it, provider, async () => {
    const { settings, close } = await open();
    await close();
    return settings;
  });
  if (has('availability'))
    test('tells a free name from one that is held', async ({ registrar, standIn }) => {
      const { free, held } = standIn;
      const answers = await registrar.availability([free, held.name], change);
      assert.deepEqual(
        answers.map(({ name, status }) => [name, status]),
        [
          [free, 'available'],
          [held.name, 'unavailable'],
        ],
      );
    });
  for (const [title, mood, outcome] of moods)
    if (has('register') && !skip.includes(mood))
      test(`a registration is sent once and ends ${outcome} when it ${title}`, async (at) => {
        at.standIn.misbehave(mood);
        const failed = await failure(
          at.registrar.register(at.order, { ...change, timeoutMs: 600 }),
        );
        assert.equal(failed.outcome, outcome, failed.message);
        assert.equal(at.standIn.count('register'), 1);
        assert.ok(!at.secrets.some((secret) => failed.message.includes(secret)));
      });
  if (has('register') && !skip.includes('twice'))
    test('the right answer twice is one order, and no refusal', async (at) => {
      at.standIn.misbehave('twice');
      const ended = await at.registrar.register(at.order, change).then(
        ({ state }) => state,
        (error: ProviderError) => error.outcome,
      );
      assert.ok(['done', 'pending', 'UNKNOWN'].includes(ended), ended);
      assert.equal(at.standIn.count('register'), 1);
    });
  if (has('sync'))
    test('an end in 1969 is no date: it is told as a problem, and renews nothing', (at) =>
      takeNo1969(at, has('renew') && has('findOrder')));
  if (has('register'))
    test('a slow answer within the time limit is still the answer', async (at) => {
      at.standIn.misbehave(150);
      const receipt = await at.registrar.register(at.order, change);
      assert.ok(receipt.state === 'done' || receipt.state === 'pending');
      assert.equal(at.standIn.count('register'), 1);
    });
  if (has('register') && has('findOrder'))
    test('an order whose answer was lost is found again', async ({ registrar, standIn, order }) => {
      standIn.misbehave('drop');
      await failure(registrar.register(order, change));
      const trace = { key: change.key, kind: 'register' as const, domain: order.domain };
      const found = await registrar.findOrder(trace, change);
      assert.ok(found.state === 'done' || found.state === 'pending', found.state);
      const other = await registrar.findOrder({ ...trace, domain: 'never-ordered.com' }, change);
      assert.equal(other.state, 'absent');
    });
  if (has('register'))
    test('a name that is held is refused in its words', async ({ registrar, standIn, order }) => {
      const again = { ...order, domain: standIn.held.name };
      const failed = await failure(registrar.register(again, change));
      assert.equal(failed.outcome, 'REFUSED');
      assert.notEqual(failed.message, '');
    });
  if (has('register'))
    test('nothing has been ordered when it cannot be reached', async (at) => {
      await at.standIn.close();
      assert.equal((await failure(at.registrar.register(at.order, change))).outcome, 'NOT_SENT');
    });
  if (has('renew'))
    test('the same renewal sent twice is ordered once', async ({ registrar, standIn }) => {
      const { name: domain, expiresOn } = standIn.held;
      const renewal = { domain, years: 1, expiresOn };
      await registrar.renew(renewal, change);
      const again = await registrar.renew(renewal, change);
      const year = Number(expiresOn.slice(0, 4)) + 1;
      assert.equal(again.expiresOn, `${year}${expiresOn.slice(4)}`);
      assert.equal(standIn.count('renew'), 1);
    });
}

interface RegistrarTest {
  standIn: RegistrarStandIn;
  registrar: ReturnType<typeof registrarFrom>;
  order: RegisterOrder;
  secrets: string[];
}

function connected(provider: Provider<'registrar'>, standIn: RegistrarStandIn): RegistrarTest {
  const account = { label: provider.name, isTestMode: false, settings: standIn.settings };
  return {
    standIn,
    registrar: registrarFrom(provider.capabilities, connectProvider(provider, account)),
    order: {
      domain: standIn.free,
      years: 2,
      nameservers: ['ns1.host.test', 'ns2.host.test'],
      contacts: { registrant: carol },
    },
    secrets: Object.entries(standIn.settings)
      .filter(([name]) => /key|password|secret|token/i.test(name))
      .map(([, value]) => value),
  };
}

async function failure(call: Promise<unknown>): Promise<ProviderError> {
  const error = await call.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}

async function takeNo1969(
  { registrar, standIn }: RegistrarTest,
  isRenewalFound: boolean,
): Promise<void> {
  if (!standIn.endIn1969) return;
  standIn.endIn1969();
  const { name: domain, expiresOn } = standIn.held;
  const seen = await registrar.sync(domain, change);
  assert.equal(seen.expiresOn, null);
  assert.ok(seen.expiryProblem);
  if (!isRenewalFound) return;
  const trace = { key: change.key, kind: 'renew' as const, domain, expiresOn };
  const found = await registrar.findOrder(trace, change).catch(() => null);
  assert.notEqual(found?.state, 'done');
}
