import { readFileSync } from 'node:fs';
import { getNamedType, isInputObjectType } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { openDesk } from '#test/support/desk.ts';

interface Command {
  command: string;
  parameters: { name: string; type: string; required: boolean }[];
}

const commands = JSON.parse(
  readFileSync(new URL('./reference.json', import.meta.url), 'utf8'),
) as Command[];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
});

/** Names of input fields and arguments that only the graph has: small letters, then a large one. */
const graphNames = new Set<string>();
for (const type of Object.values(schema.getTypeMap())) {
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) graphNames.add(field.name);
}
for (const root of [schema.getQueryType()!, schema.getMutationType()!])
  for (const field of Object.values(root.getFields())) {
    getNamedType(field.type);
    for (const { name } of field.args) graphNames.add(name);
  }

const camel = /\b[a-z]+(?:[A-Z0-9][a-z0-9]*)+\b/g;

/** Values no parameter is meant to have, and some that only few may have. */
const spoilt = [
  'abc',
  '-1',
  '99999999999',
  '\u0000\ud800',
  'x'.repeat(30_000),
  '2020-02-30',
  '%',
  '{',
];

/** Sent as a PHP array, which few parameters are. */
const ARRAY = 'in an array';
spoilt.push(ARRAY);

/** The embedded database takes ten times as long: there every fifth parameter has to do. */
const STRIDE = process.env.TEST_DATABASE_URL ? 1 : 5;

/** Something plausible for a parameter, so that the spoilt one is what is looked at. */
function plausible({ name, type }: Command['parameters'][number]): string {
  if (/email/i.test(name)) return 'walk@example.com';
  if (/date|expires/i.test(name)) return '2030-01-01';
  if (/country/i.test(name)) return 'GB';
  if (/(^|_)ip(_|$)|ip_address/i.test(name)) return '203.0.113.77';
  if (/domain$/i.test(name)) return 'example.com';
  if (/phone/i.test(name)) return '+442079460000';
  if (/password/i.test(name)) return 'a long password';
  return /int|float/i.test(type) ? '1' : 'x';
}

it('answers every spoilt parameter in the caller’s own words, never as our fault (rule 13, R56, D83)', async () => {
  const faults = new Map<string, string>();
  let asked = 0;
  for (const { command, parameters } of commands) {
    const own = parameters.filter(({ name }) => name !== 'token');
    const names = new Set(own.map(({ name }) => name));
    for (const parameter of own.filter((_, index) => index % STRIDE === 0))
      for (const value of spoilt) {
        const form: Record<string, string> = {};
        for (const other of own)
          if (other.required || Math.abs(own.indexOf(other) - own.indexOf(parameter)) < 2)
            form[other.name] = plausible(other);
        delete form[parameter.name];
        form[value === ARRAY ? `${parameter.name}[a][b]` : parameter.name] = value;
        asked += 1;
        const response = await fetch(`${gateway.url}/rapi/${command}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            authorization: 'Bearer token-of-staff',
          },
          body: new URLSearchParams(form),
        });
        const reply = (await response.json()) as { result: string; message?: string };
        const message = reply.message ?? '';
        const strange = [...message.matchAll(camel)].find(
          ([word]) => graphNames.has(word) && !names.has(word),
        );
        const leak =
          /Variable "\$|is not the id of|Invalid input|expected \w+, received|Something went wrong/.exec(
            message,
          );
        if (response.status >= 500 || strange || leak)
          faults.set(
            `${command} ${parameter.name} ${strange?.[0] ?? leak?.[0] ?? response.status}`,
            `${JSON.stringify(value.slice(0, 20))} → ${response.status} ${message.slice(0, 160)}`,
          );
      }
  }
  expect(asked).toBeGreaterThan(5_000 / STRIDE);
  expect([...faults].map(([at, what]) => `${at}: ${what}`)).toEqual([]);
}, 900_000);
