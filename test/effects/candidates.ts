import {
  getNamedType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  getNullableType,
} from 'graphql';
import type { z } from 'zod';
import { schema } from '#modules/schema.ts';
import { listedSettings } from '#modules/system/providers/setting.ts';
import { shippedProviders } from '#providers/shipped.ts';
import { wireTypeOf } from '#transports/rapi/param.ts';
import { kindOf } from '#test/money/bad-values.ts';

const DAYS = ['2027-03-04', '2019-02-03'];

/** What a text may have to be, by the name of its place. */
function textsFor(name: string): string[] {
  if (/permissions/i.test(name)) return ['tickets', 'invoices:read'];
  if (/email|^to$|cc|bcc/i.test(name)) return ['walk@example.com'];
  if (/ip$|ipaddr|ip_?address/i.test(name)) return ['203.0.113.77'];
  if (/country/i.test(name)) return ['FR', 'DE'];
  if (/phone/i.test(name)) return ['+442079460001'];
  if (/url|uri|link|website/i.test(name)) return ['https://walk.example.com/'];
  if (/domain|host|nameserver|^ns\d|tld|extension/i.test(name))
    return ['walk.example.com', 'walk.com'];
  if (/language|locale/i.test(name)) return ['german'];
  if (/password/i.test(name)) return ['correct horse battery staple 7'];
  if (/year|month/i.test(name)) return ['2'];
  if (/^content$/.test(name)) return ['V2Fsaw==', 'd2Fsaw=='];
  if (/^uploadId$/.test(name)) return ['00000000-0000-4000-8000-000000000000'];
  if (/^module$/.test(name)) return shippedProviders.map((provider) => provider.name);
  if (/^name$/.test(name)) return ['Walk', 'walk-1', ...settingNames];
  return ['Walk', 'walk-1', 'Carol', '7'];
}

/** What a parameter says it takes, whatever is around it. */
function examplesOf(param: z.core.$ZodType): readonly string[] {
  const { innerType } = param._zod.def as { innerType?: z.core.$ZodType };
  return wireTypeOf(param)?.examples ?? (innerType ? examplesOf(innerType) : []);
}

/** The words that a parameter says it takes. */
function wordsOf(param: z.core.$ZodType): string[] {
  const { error } = (param as z.ZodType).safeParse('zzz');
  const [, words = ''] = /one of ([\w ,-]+)/.exec(error?.issues[0]?.message ?? '') ?? [];
  return words.split(', ').filter(Boolean);
}

/** A list that was sent as JSON with its first item twice. */
function longer(sent: unknown): string[] {
  if (typeof sent !== 'string' || !/^\[\s*\{/.test(sent)) return [];
  try {
    const list = JSON.parse(sent) as unknown[];
    return [JSON.stringify([list[0], ...list])];
  } catch {
    return [];
  }
}

/** An object that was sent as JSON, or as base64 of that, with each of its members changed. */
function memberwise(sent: unknown): string[] {
  if (typeof sent !== 'string') return [];
  const isCoded = /^[A-Za-z0-9+/]{8,}={0,2}$/.test(sent);
  const text = isCoded ? Buffer.from(sent, 'base64').toString() : sent;
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return [];
  const written = (changed: object) => {
    const json = JSON.stringify(changed);
    return isCoded ? Buffer.from(json).toString('base64') : json;
  };
  return Object.entries(object).flatMap(([name, value]) => {
    const { [name]: _gone, ...rest } = object as Record<string, unknown>;
    const inner = memberwise(JSON.stringify(value)).map((one) => JSON.parse(one) as unknown);
    const others = inner.length ? inner : textsFor(name);
    return [...others.map((other) => written({ ...object, [name]: other })), written(rest)];
  });
}

/** Values to try for a parameter of a form that was sent with another. */
export function formValues(name: string, param: z.core.$ZodType, sent: unknown): string[] {
  const own = [...examplesOf(param), ...wordsOf(param), ...longer(sent), ...memberwise(sent)];
  const kind = kindOf(param);
  if (kind === 'date') return DAYS;
  if (kind === 'amount') return ['3', '0.5'];
  if (kind === 'number') return ['1', '2', '3', '7', '2147483646'];
  return [...own, ...textsFor(name)];
}

const MOST_SAMPLES = 60;
const isList = ({ type }: GraphQLInputField) => isListType(getNullableType(type));

/** Values to try for a field of an input. */
export function inputValues(field: GraphQLInputField): unknown[] {
  const named = getNamedType(field.type);
  if (isInputObjectType(named)) return [];
  const values = scalarValues(field, named.name, isEnumType(named) ? named.getValues() : []);
  return isList(field) ? [...values.map((value) => [value]), []] : values;
}

/** The type an id is of, as its description shows one or its own name ends. */
function modelNamed(name: string, description: string | null | undefined): string | undefined {
  const [, shown] = /`([A-Z]\w+):\d+`/.exec(description ?? '') ?? [];
  const types = Object.keys(schema.getTypeMap());
  const ending = (type: string) => name.toLowerCase().endsWith(`${type.toLowerCase()}id`);
  return shown ?? types.filter(ending).toSorted((a, b) => b.length - a.length)[0];
}

/** Names of settings that some provider has. */
const settingNames = [
  ...new Set(
    shippedProviders.flatMap(({ settings }) => listedSettings(settings).map(({ name }) => name)),
  ),
];

/** Objects that a list could hold: what is required, with one value or another. */
export function samplesOf(type: GraphQLInputObjectType): Record<string, unknown>[] {
  const fields = Object.values(type.getFields());
  const least: Record<string, unknown> = {};
  for (const field of fields.filter(isRequiredInputField)) {
    const named = getNamedType(field.type);
    const [first] = isInputObjectType(named) ? samplesOf(named) : inputValues(field);
    least[field.name] = isInputObjectType(named) && isList(field) ? [first] : first;
  }
  const others = fields.flatMap((field) =>
    inputValues(field).map((value) => ({ ...least, [field.name]: value })),
  );
  return [least, ...others].slice(0, MOST_SAMPLES);
}

function scalarValues(
  { name, extensions, description }: GraphQLInputField,
  type: string,
  choices: readonly { name: string }[],
): unknown[] {
  if (choices.length) return choices.map((choice) => choice.name);
  const { relayGlobalIDFor } = extensions as { relayGlobalIDFor?: { typename: string }[] };
  const model = relayGlobalIDFor?.[0]?.typename ?? modelNamed(name, description) ?? 'Client';
  const values: Record<string, unknown[]> = {
    ID: [1, 2, 3, 2_147_483_646].map((id) => `${model}:${id}`),
    Int: [1, 2, 3, 7, 30],
    Decimal: ['3', '0.5', '-2'],
    Boolean: [true, false],
    Date: DAYS,
    DateTime: DAYS.map((day) => `${day}T05:06:07Z`),
    CurrencyCode: ['EUR', 'USD', 'GBP'],
    CountryCode: ['FR', 'DE'],
    JSON: [{ walk: 1 }],
  };
  return values[type] ?? textsFor(name);
}
