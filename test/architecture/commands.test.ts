import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type DocumentNode, Kind, type OperationDefinitionNode, validate } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import { commands } from '#transports/rapi/commands.ts';
import type { AnyLegacy } from '#transports/rapi/legacy.ts';
import { commandNames } from '#transports/rapi/names.ts';
import reference from '#test/rapi/reference.json' with { type: 'json' };

const served = Object.entries(commands) as unknown as [string, AnyLegacy][];
const operationOf = (document: DocumentNode) =>
  document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  );

it('knows the names of the reference, no more and no fewer', () => {
  expect([...commandNames].toSorted()).toEqual(reference.map(({ command }) => command).toSorted());
});

it('serves every command of the reference', () => {
  const missing = [...commandNames].filter((name) => !Object.hasOwn(commands, name));
  expect(missing).toEqual([]);
});

it.each(served)('has a valid operation with one root field for %s', (_name, { operation }) => {
  expect(validate(schema, operation)).toEqual([]);
  expect(operationOf(operation)?.selectionSet.selections).toHaveLength(1);
});

it.each(served)('marks the field that serves %s, a change as the mutation of its name', (name) => {
  const { operation } = commands[name as keyof typeof commands] as AnyLegacy;
  const root = operationOf(operation);
  const [field] = root?.selectionSet.selections ?? [];
  const fieldName = field?.kind === Kind.FIELD ? field.name.value : '';
  const isChange = root?.operation === 'mutation';
  const type = isChange ? schema.getMutationType() : schema.getQueryType();
  expect(type?.getFields()[fieldName]?.extensions.legacy).toContain(name);
  const expected = reference.find(({ command }) => command === name);
  expect(isChange).toBe(expected?.kind === 'mutation');
  if (isChange) expect(fieldName).toBe(expected?.mutation);
});

it.each(served)('reads every parameter of %s that the reference names', (name, { params }) => {
  const spellings = new Set(['user_id', 'clientid', 'userid', 'client_id']);
  const known = new Set(shapeOf(params));
  const named = reference.find(({ command }) => command === name)?.parameters ?? [];
  const unread = named.filter(
    ({ name: parameter }) =>
      !known.has(parameter) &&
      !(spellings.has(parameter) && [...spellings].some((formatted) => known.has(formatted))),
  );
  expect(unread.map(({ name: parameter }) => parameter)).toEqual([]);
});

it('tells whoever adds one what these tests ask for, each path being there (F60)', () => {
  const [, steps = ''] = readFileSync('docs/architecture.md', 'utf8').split('## How to add');
  const [, ofLegacy = ''] = /\*\*A legacy command\.\*\*(.*)/.exec(steps) ?? [];
  for (const asked of ["legacy: 'Name'", 'names.ts', 'reference.json', 'test/transcripts/'])
    expect(ofLegacy).toContain(asked);
  for (const asked of ['npm run migration', 'npm run schema', 'nulls', 'test/access/readers.ts'])
    expect(steps).toContain(asked);
  const paths = [...steps.matchAll(/`((?:src|test|scripts|prisma)\/[\w./-]+)`/g)].map(
    ([, path]) => path!,
  );
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  expect(readFileSync('README.md', 'utf8')).toContain('docs/architecture.md');
});

it('has a golden transcript for each command', () => {
  const written = new Set(readdirSync('test/transcripts').map((file) => file.replace('.json', '')));
  expect(served.filter(([name]) => !written.has(name)).map(([name]) => name)).toEqual([]);
  expect(existsSync('test/transcripts')).toBe(true);
});

/** The parameter names of a params schema, through the preprocessing around its object. */
function shapeOf(params: unknown): string[] {
  let schemaNow = params as { _zod?: { def: Record<string, unknown> }; shape?: object };
  while (schemaNow && !schemaNow.shape)
    schemaNow = (schemaNow._zod?.def.out ?? schemaNow._zod?.def.innerType) as typeof schemaNow;
  return Object.keys(schemaNow?.shape ?? {});
}
