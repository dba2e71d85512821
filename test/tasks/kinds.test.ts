import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import '#start/workers.ts';
import { declaredKinds, type TaskKind } from '#schema/tasks/kind.ts';
import { killedKinds, sparedKinds } from '../../scripts/proofs/kinds.ts';

it('has every kind of task begun, killed and found again by the proof of kills', () => {
  const declared = [...declaredKinds().keys()];
  expect(declared.length).toBeGreaterThan(40);
  expect([...killedKinds, ...sparedKinds].toSorted()).toEqual(declared.toSorted());
});

it('has no kind that can neither be asked after nor sent again', () => {
  for (const { kind, resendable, reconcile } of declaredKinds().values())
    expect(Boolean(resendable) !== Boolean(reconcile), kind).toBe(true);
  // It does not compile either: the type check of this file fails where it does.
  // @ts-expect-error -- neither `resendable` nor `reconcile`
  const without: TaskKind<object, object> = {
    kind: 'test.neither',
    retry: { interactive: 'answer', hours: 1 },
    go: async () => ({}),
    after: async () => {},
  };
  expect(without.kind).toBe('test.neither');
});

it('has no kind whose attempt may outlast its lease without a sign of life', () => {
  const text = readFileSync('src/schema/tasks/lease.ts', 'utf8');
  const [lease, beat] = [/leaseSeconds = (\d+)/, /HEARTBEAT_MS = ([\d_]+)/].map((pattern) =>
    Number(pattern.exec(text)?.[1]?.replaceAll('_', '')),
  );
  // Three signs may get lost before the lease ends.
  expect((beat! / 1_000) * 4).toBeLessThanOrEqual(lease!);
});

it('has one engine: no table of leases but that of tasks', () => {
  const schemas = readdirSync('prisma/schema').map((name) =>
    readFileSync(`prisma/schema/${name}`, 'utf8'),
  );
  const leased = schemas.flatMap((text) =>
    [...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)]
      .filter(([, , columns]) => /lease/i.test(columns ?? ''))
      .map(([, name]) => name),
  );
  expect(leased).toEqual(['Task']);
});
