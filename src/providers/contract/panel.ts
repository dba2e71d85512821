import assert from 'node:assert/strict';
import { ProviderError } from '#core/provider-error.ts';
import { connectProvider } from '#providers/connect.ts';
import type { Provider } from '#providers/define.ts';
import { type NewPanelAccount, type Panel, panelFrom } from '#providers/panels/panel.ts';
import { testDeclaration, type TestCase } from './declaration.ts';

/**
 * How a panel misbehaves when it was asked to make an account, after it has made it: it does not
 * answer, drops the line, answers with a web page, 10 MB, nothing or its right answer twice, or through
 * a broken gateway (502). `busy` and `busyFor` turn the call away instead: 429, without and with a
 * Retry-After of 30 seconds.
 */
export type PanelMood =
  | 'hang'
  | 'drop'
  | 'html'
  | 'huge'
  | 'empty'
  | 'gateway'
  | 'twice'
  | 'busy'
  | 'busyFor';

/** A program that answers as the panel's public documents say. */
export interface PanelStandIn {
  /** Settings of a server that reach it. */
  settings: Record<string, string>;
  /** A package that it has, and another one. */
  plans: readonly [string, string];
  /** The next account is made, and answered in this mood. */
  misbehave(mood: PanelMood): void;
  /** How many accounts there are now. */
  accounts(): number;
  close(): Promise<void>;
}

/**
 * What every panel owes its callers.
 * @param it of your test runner: vitest, jest or `node:test`
 * @param open starts a fresh stand-in; each test closes its own
 */
export function testPanel(
  it: TestCase,
  provider: Provider<'panel'>,
  open: () => Promise<PanelStandIn>,
): void {
  const test = (title: string, run: (at: PanelTest) => Promise<void>) =>
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
  test('an account is made, suspended, freed, changed and removed, each also twice', async (at) => {
    const { panel, account, standIn } = at;
    await panel.create(account);
    assert.equal(standIn.accounts(), 1);
    assert.equal((await panel.find(account))?.suspended, false);
    for (const suspended of [true, true, false, false]) {
      if (suspended) await panel.suspend(account, 'Overdue');
      else await panel.unsuspend(account);
      assert.equal((await panel.find(account))?.suspended, suspended);
    }
    if (provider.capabilities.changePackage) await panel.changePackage(account, standIn.plans[1]);
    if (provider.capabilities.changePassword) await panel.changePassword(account, 'N3w-pass-word!');
    if (provider.capabilities.usage) await panel.usage(account);
    await panel.terminate(account);
    await panel.terminate(account);
    assert.equal(standIn.accounts(), 0);
    assert.equal(await panel.find(account), null);
  });
  for (const mood of ['hang', 'drop', 'html', 'empty', 'gateway'] as const)
    test(`a retry makes no second account when the first answer was lost (${mood})`, async (at) => {
      const { panel, account, standIn } = at;
      const since = new Date();
      standIn.misbehave(mood);
      const failed = await failureOfCall(panel.create(account));
      assert.equal(failed.outcome, 'UNKNOWN', failed.message);
      assert.ok(!failed.message.includes(account.password));
      await panel.create(account, since);
      assert.equal(standIn.accounts(), 1);
    });
  // Some protocols can tell what they need of these, or look at the account and find it.
  for (const mood of ['huge', 'twice'] as const)
    test(`an answer beyond what is documented makes one account (${mood})`, async (at) => {
      const { panel, account, standIn } = at;
      const since = new Date();
      standIn.misbehave(mood);
      const failed = await panel.create(account).then(
        () => null,
        (error: ProviderError) => error,
      );
      if (failed) {
        assert.equal(failed.outcome, 'UNKNOWN', failed.message);
        await panel.create(account, since);
      }
      assert.equal(standIn.accounts(), 1);
      assert.equal((await panel.find(account))?.suspended, false);
    });
  for (const [mood, retryAfterMs] of [
    ['busy', 0],
    ['busyFor', 30_000],
  ] as const)
    test(`a call that was turned away has made nothing (429, ${mood})`, async (at) => {
      const { panel, account, standIn } = at;
      standIn.misbehave(mood);
      const failed = await failureOfCall(panel.create(account));
      assert.equal(failed.outcome, 'NOT_SENT', failed.message);
      assert.equal(failed.retryAfterMs, retryAfterMs);
      assert.equal(standIn.accounts(), 0);
      // A pause that was asked for is kept: the next call does not leave.
      if (retryAfterMs)
        assert.equal((await failureOfCall(panel.create(account))).outcome, 'NOT_SENT');
      else await panel.create(account);
      assert.equal(standIn.accounts(), retryAfterMs ? 0 : 1);
    });
  test('an account that is in the way is refused', async ({ panel, account, standIn }) => {
    await panel.create(account);
    assert.equal((await failureOfCall(panel.create(account))).outcome, 'REFUSED');
    assert.equal(standIn.accounts(), 1);
  });
  test('nothing has been made when it cannot be reached', async ({ panel, account, standIn }) => {
    await standIn.close();
    assert.equal((await failureOfCall(panel.create(account))).outcome, 'NOT_SENT');
  });
}

interface PanelTest {
  standIn: PanelStandIn;
  panel: Panel;
  account: NewPanelAccount;
}

function connected(provider: Provider<'panel'>, standIn: PanelStandIn): PanelTest {
  const settings = { timeoutMs: '600', ...standIn.settings };
  const account = { label: provider.name, isTestMode: false, settings };
  return {
    standIn,
    panel: panelFrom(provider.capabilities, connectProvider(provider, account)),
    account: {
      key: 'service:77',
      username: 'carolco',
      domain: 'carol-example.com',
      password: 'S3cret-pass-word!',
      email: 'carol@example.org',
      name: 'Carol Jones',
      plan: standIn.plans[0],
    },
  };
}

async function failureOfCall(call: Promise<unknown>): Promise<ProviderError> {
  const error = await call.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}
