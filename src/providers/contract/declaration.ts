import assert from 'node:assert/strict';
import { ProviderError } from '#core/provider-error.ts';
import { capabilitiesOf } from '#providers/capabilities.ts';
import { connectProvider } from '#providers/connect.ts';
import { type Provider, PROVIDER_VERSION } from '#providers/define.ts';
import { describeSettings } from '#providers/settings.ts';

/** Declares one test; `it` of vitest, jest and `node:test` fits. */
export type TestCase = (title: string, run: () => Promise<void>) => unknown;

/** What every provider owes, of whatever kind: that it has what it declares, and nothing else. */
export function testDeclaration(
  it: TestCase,
  provider: Provider,
  completeSettings: () => Promise<Record<string, string>>,
): void {
  const connect = (settings: Record<string, string>) =>
    connectProvider(provider, { label: provider.name, isTestMode: false, settings });
  const fields = describeSettings(provider.settings);
  it(`${provider.name}: has the calls that it declares, and declares those that it has`, async () => {
    assert.equal(provider.formVersion, PROVIDER_VERSION);
    const connection = (await connect(await completeSettings())) as unknown as Record<
      string,
      unknown
    >;
    const provided = capabilitiesOf[provider.kind].filter((name) => connection[name]);
    assert.deepEqual(provided.toSorted(), Object.keys(provider.capabilities).toSorted());
  });
  it(`${provider.name}: names the setting that is missing`, async () => {
    const complete = await completeSettings();
    for (const { name } of fields.filter(({ required }) => required))
      await assert.rejects(
        async () => connect({ ...complete, [name]: '' }),
        (error) => error instanceof ProviderError && error.message.includes(`"${name}"`),
      );
  });
  it(`${provider.name}: takes web addresses over https only, but for this machine`, async () => {
    const complete = await completeSettings();
    for (const { name } of fields.filter(({ type }) => type === 'url'))
      for (const address of ['http://provider.example.test/', 'file:///etc/passwd', 'nonsense'])
        await assert.rejects(
          async () => connect({ ...complete, [name]: address }),
          (error) => error instanceof ProviderError && error.message.includes(`"${name}"`),
        );
  });
}
