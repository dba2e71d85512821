import { readdirSync, readFileSync } from 'node:fs';
import {
  type GraphQLInputObjectType,
  type GraphQLOutputType,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { getDatamodel } from '#generated/pothos.ts';
import { schema } from '#modules/schema.ts';
import { commands } from '#transports/rapi/commands.ts';
import { paramsOf } from '#transports/rapi/fields.ts';

/** One field of the input of a mutation, however deep it stands. */
interface Input {
  mutation: string;
  /** Without the mutation: `address.city`. */
  path: string;
  name: string;
}

const mutations = Object.values(schema.getMutationType()!.getFields());

function inputsBelow(mutation: string, type: GraphQLInputObjectType, above: string[]): Input[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    const path = [...above, field.name];
    // What a list is narrowed and sorted by has walks of its own.
    const ofList = /(?:Filter|Order)$/.test(inner.name);
    if (isInputObjectType(inner) && !ofList && path.length < 4)
      return inputsBelow(mutation, inner, path);
    return [{ mutation, path: path.join('.'), name: field.name }];
  });
}

const inputs = mutations.flatMap(({ name, args }) => {
  const input = args.find((arg) => arg.name === 'input');
  return input ? inputsBelow(name, getNamedType(input.type) as GraphQLInputObjectType, []) : [];
});

/** The names of what a payload shows, three relations deep; the nearest first. */
function shownIn(type: GraphQLOutputType, depth = 3): string[] {
  const seen = new Set<string>();
  const names: string[] = [];
  let level = [getNamedType(type)];
  for (let at = 0; at <= depth; at += 1) {
    const fields = level
      .filter(isObjectType)
      .filter(({ name }) => !seen.has(name) && seen.add(name))
      .flatMap((each) => Object.values(each.getFields()));
    names.push(...fields.map(({ name }) => name));
    level = fields.map((field) => getNamedType(field.type));
  }
  return names;
}

/** `isActive` is `active`, `contactId` and `contactIds` are `contact`, `newPassword` is `password`. */
const plain = (name: string) =>
  name
    .replace(/^(?:is|has|new)(?=[A-Z])/, '')
    .replace(/Ids?$/, '')
    .replace(/s$/, '')
    .toLowerCase();

const shownBy = new Map(
  mutations.map(({ name, type }) => [name, [...new Set(shownIn(type).map(plain))]]),
);

const isReadBack = ({ mutation, name }: Input) =>
  shownBy.get(mutation)!.some((shown) => shown === plain(name) || shown.endsWith(plain(name)));

/** What is no value to be read back, by the reason. */
const others: Readonly<Record<string, RegExp>> = {
  // Proves something, or is stored so that nobody reads it.
  secret:
    /^(?:password|currentPassword|newPassword|repeatedPassword|currentAnswer|answer|securityAnswer|securityQuestionId|questionId|secret|secretValue|token|code|codes|key|challenge|handle|callbackUrl|oauthClientSecret|methodReference|eppCode)$/,
  // Says which row, whose, or from where: another name in it is another effect.
  selects:
    /^(?:id|\w+Id|\w+Ids|\w+DatabaseIds|databaseId|clientIp|ipAddress|username|email|provider|module|function|templateName|preset|ticketNumber|planId|copyOfId|follows|query|\w+Filter|\w+OrderBy|from|inReplyTo)$/,
  // Has something done, or not, whose outcome shows.
  acts: /^(?:asCookie|file|send\w+|create\w+|make\w+|calculate\w+|recalculate\w+|end\w+|cancel\w+|delete\w+|leave\w+|neverExpires|autoApplyCredit|useCredit|force|approve|outcome|as|note|isTaken|isUseful|isWatching|force|redirectUri|returnUrl|cancelUrl|form|input|variables|html|subject|content|uploadId|writtenAt|days|isTransfer)$/,
  // Shown under the name that reads have for it.
  renamed:
    /^(?:decimals|registerPrices|renewPrices|transferPrices|ns1|ns2|firstPaymentAmount|recurringAmount|paidOn|marketingOptIn|affiliateCode|referrer|landingPath|website|promotion|terms|payout|name|years|expiresOn)$/,
};

const reasonOf = (input: Input) =>
  Object.keys(others).find((reason) => others[reason]!.test(input.name));

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return textsBelow(path);
    return path.endsWith('.ts') ? [readFileSync(path, 'utf8')] : [];
  });
}

const sources = textsBelow('src/modules').join('\n');

const columns = new Set(
  Object.values(
    (
      getDatamodel() as unknown as {
        datamodel: { models: Record<string, { fields: { name: string }[] }> };
      }
    ).datamodel.models,
  ).flatMap(({ fields }) => fields.map(({ name }) => name)),
);

/** Names that are put together of a noun and a word, and so stand nowhere as a whole. */
const composed = /(?:Filter|OrderBy)$/;

/** How often a name stands in code, without where it is declared an input or a field. */
function usesOf(name: string): number {
  const all = sources.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
  const declared = sources.match(new RegExp(`\\b${name}: t\\.`, 'g'))?.length ?? 0;
  return all - declared;
}

describe('every input of every mutation (rule 9, R44, R54)', () => {
  it('can be read back, or is a secret, selects, acts, or has another name', () => {
    const lost = inputs.filter((input) => !isReadBack(input) && !reasonOf(input));
    expect(lost.map(({ mutation, path }) => `${mutation}.${path}`)).toEqual([]);
    expect(inputs.length).toBeGreaterThan(1_500);
    // Most are read back by their own name; the reasons must stay the exception.
    expect(inputs.filter(isReadBack).length / inputs.length).toBeGreaterThan(0.8);
    // No reason is left that nothing needs.
    expect(
      Object.keys(others).filter((reason) => !inputs.some((input) => reasonOf(input) === reason)),
    ).toEqual([]);
  });

  it('is used by code, or is the column it is written to', () => {
    const unused = [...new Set(inputs.map(({ name }) => name))].filter(
      (name) => !columns.has(name) && !composed.test(name) && usesOf(name) === 0,
    );
    expect(unused).toEqual([]);
  });
});

describe('every parameter of every legacy command (rule 9)', () => {
  it('reaches the variables of its operation, or the reply', () => {
    const rapi = textsBelow('src/transports/rapi').join('\n');
    const parameters = Object.entries(commands).flatMap(([command, { params }]) =>
      Object.keys(paramsOf(params)).map((name) => ({ command, name })),
    );
    // Where it is read: as a property of the parameters, or taken out of them by name.
    const isUsed = (name: string) =>
      new RegExp(`\\.${name}\\b|[{,(] ?${name}(?: ?[,:}]|\\n)`).test(rapi);
    const lost = parameters.filter(({ name }) => !isUsed(name));
    expect(lost).toEqual([]);
    expect(parameters.length).toBeGreaterThan(800);
  });
});
