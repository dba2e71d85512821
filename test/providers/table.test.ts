import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { capabilitiesOf } from '#providers/capabilities.ts';
import { shippedProviders } from '#providers/shipped.ts';
import { providersTable } from '../../scripts/providers-table.ts';

it('lists in docs/providers-table.md what the providers declare', () => {
  const written = readFileSync('docs/providers-table.md', 'utf8');
  expect(written, 'run `npm run providers-table`').toBe(providersTable());
});

it('has an https address of a public document for every provider that calls somebody', () => {
  for (const { name, docs, capabilities } of shippedProviders) {
    expect(
      docs.every((address) => address.startsWith('https://')),
      name,
    ).toBe(true);
    const calls = Object.values(capabilities).some(
      (document) => !document.startsWith('none needed'),
    );
    if (calls) expect(docs, name).not.toEqual([]);
  }
});

it('declares only capabilities of its kind, each with its document', () => {
  for (const { kind, name, capabilities } of shippedProviders)
    for (const [capability, document] of Object.entries(capabilities)) {
      expect(capabilitiesOf[kind], name).toContain(capability);
      expect(document.trim(), `${name}.${capability}`).not.toBe('');
    }
});
