import { readFileSync } from 'node:fs';
import { getNamedType, isInputObjectType, isObjectType, parse, validateSchema } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import { printAnnotated } from '#schema/print.ts';
import { isSecretName } from '#schema/redact.ts';

it('is printed in schema.graphql as it is', () => {
  const printed = readFileSync('schema.graphql', 'utf8');
  expect(printed, 'run `npm run schema`').toBe(printAnnotated(schema));
  expect(() => parse(printed)).not.toThrow();
});

it('is a valid schema', () => {
  expect(validateSchema(schema)).toEqual([]);
});

it('makes every mutation a command', () => {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  const others = fields.filter(({ extensions }) => extensions.command !== true);
  expect(others.map(({ name }) => name)).toEqual([]);
});

it('describes every type, field, argument and value', () => {
  const silent: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || /(Connection|Edge)$|^PageInfo$|^Node$/.test(type.name))
      continue;
    if (!type.description) silent.push(type.name);
    if (!isObjectType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const known = ['id', 'node', 'nodes'].includes(field.name);
      if (!field.description && !known) silent.push(`${type.name}.${field.name}`);
      for (const arg of 'args' in field ? field.args : [])
        if (
          !arg.description &&
          !['first', 'last', 'before', 'after', 'input', 'id', 'ids'].includes(arg.name)
        )
          silent.push(`${type.name}.${field.name}(${arg.name})`);
    }
  }
  expect(silent).toEqual([]);
});

it('gives every secret that is sent a name that keeps it out of the audit trail', () => {
  const received = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => getNamedType(field.type).name === 'Secret');
  expect(received.length).toBeGreaterThan(5);
  const logged = received.filter(({ field }) => !isSecretName(field.name));
  expect(logged.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
});
