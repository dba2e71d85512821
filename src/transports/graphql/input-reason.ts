/** What is expected of a value of a type, as it continues the value's name. */
const EXPECTED: Record<string, string> = {
  Int: 'must be a whole number',
  Float: 'must be a number',
  String: 'must be text',
  Boolean: 'must be true or false',
  ID: 'must be an id',
};

const expected = (type = '') => EXPECTED[type] ?? `must be of type ${type}`;

/** What GraphQL says of a value, and the same without the value; a name of a field below it. */
const REASONS: readonly [said: RegExp, message: (type: string) => string][] = [
  [/^(Int|Float|String|Boolean|ID) cannot represent /, expected],
  [/^Value [\s\S]* does not exist in "(\w+)" enum\b/, (type) => `must be a value of ${type}`],
  [/^Enum "(\w+)" cannot represent /, (type) => `must be a value of ${type}`],
  [/^Expected type "(\w+)" to be an object/, () => 'must be an object'],
  [/^Expected non-nullable type /, () => 'must not be null'],
  [/^Field "[\w.]+" must be non-null/, () => 'must not be null'],
  [/^(?:Exactly one key must be specified|OneOf Input Object )/, () => 'needs exactly one field'],
  [/^Expected value of type "(\w+)/, expected],
  [/^Expected type "(\w+)/, expected],
];

const MISSING = /^Field "(?:\w+\.)?(\w+)" of required type /;
const UNKNOWN = /^Field "(\w+)" is not defined by type /;

/** What is wrong with a value, without the value itself; undefined where it is none of that. */
export function inputReason(said: string): { message: string; below?: string } | undefined {
  const [, missing] = MISSING.exec(said) ?? [];
  if (missing) return { message: 'is required', below: missing };
  const [, unknown] = UNKNOWN.exec(said) ?? [];
  if (unknown) return { message: 'is not known', below: unknown };
  if (said.startsWith('must ')) return { message: said };
  for (const [pattern, message] of REASONS) {
    const match = pattern.exec(said);
    if (match) return { message: message(match[1] ?? '') };
  }
  return undefined;
}
