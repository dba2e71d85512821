import { readdirSync, readFileSync } from 'node:fs';
import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  parse,
  validateSchema,
} from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import { activitySentence } from '#schema/activity-sentence.ts';
import { printAnnotated } from '#schema/print.ts';
import { declaredKinds } from '#schema/tasks/kind.ts';

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
    if (type.name.startsWith('__')) continue;
    if (!type.description) silent.push(type.name);
    if (!isObjectType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.description) silent.push(`${type.name}.${field.name}`);
      for (const arg of 'args' in field ? field.args : [])
        if (!arg.description && arg.name !== 'input')
          silent.push(`${type.name}.${field.name}(${arg.name})`);
    }
  }
  expect(silent).toEqual([]);
});

it('says of every list that is sent how long it may be', () => {
  const open = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .filter(({ name }) => !name.endsWith('Filter'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => isListType(getNullableType(field.type)))
    .filter(({ field }) => !/\bat most \S/i.test(field.description ?? ''));
  expect(open.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
});

/** What sounds like a secret in an input and is none: it is public, or its owner's own word. */
const open =
  /^(\w*ProductKey\w*|LinkProductPlan|PriceListPrice|SetPriceListPrice|SetPriceListSlab)Input\.(key|productKey)$|^(DnsKeyInput\.publicKey|(?:Add|Create)DebitNoteInput\.transactionKey|((?:Add|Create)Promotion|UpdatePromotion|ApplyPromotion|RecordAffiliateVisit)Input\.code|PromotionFilter\.code)$/;

it('declares every text of an input that sounds like a secret as one (G13)', () => {
  const texts = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map(({ name, type: own }) => ({
        place: `${type.name}.${name}`,
        kind: getNamedType(own).name,
      })),
    )
    .filter(({ kind }) => kind === 'String' || kind === 'Secret');
  const sounds = texts.filter(({ place }) =>
    /\.\w*(pass(?!kind)|pwd|pw$|secret|token|answer|pin$|epp|key$|\bcodes?$|Codes?$)/i.test(place),
  );
  const isOther = (place: string) =>
    /(post|country|currency|language|affiliate|promotion)code$|securityQuestion/i.test(place);
  const undeclared = sounds.filter(
    ({ place, kind }) => kind !== 'Secret' && !open.test(place) && !isOther(place),
  );
  expect(undeclared.map(({ place }) => place)).toEqual([]);
  expect(sounds.filter(({ kind }) => kind === 'Secret').length).toBeGreaterThan(40);
});

it('has a sentence of its own in the activity log for each change', () => {
  const named = Object.values(schema.getMutationType()!.getFields()).map(({ name }) => name);
  const system = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
    .flatMap((file) => [
      ...readFileSync(`src/${file}`, 'utf8').matchAll(/(?:action:|Job =) '(\w+\.[\w-]+)'/g),
    ])
    .map(([, action]) => action!);
  const actions = [...named, ...system, ...declaredKinds().keys()];
  expect(actions.filter((action) => !activitySentence(action))).toEqual([]);
  expect(activitySentence('addClientNote')).toBe('Client note added');
  expect(activitySentence('domain.register SUCCEEDED')).toBe('Domain registration: succeeded');
});
