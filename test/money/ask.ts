/** What the properties need of a gateway: an operation as staff, over its front transport. */
export type Ask = (document: string, variables: object) => Promise<Answer>;

export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any -- each step knows what it asked for
  data?: any;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** A difference between the gateway and the calculation, with both beside each other. */
export class Difference extends Error {}

/** A mutation by its name; the whole answer. */
export function mutate(ask: Ask, name: string, input: object, fields: string): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  return ask(`mutation ($input: ${type}) { done: ${name}(input: $input) { ${fields} } }`, {
    input,
  });
}

/** A mutation that must succeed; what it answers. */
export async function change(ask: Ask, name: string, input: object, fields = '__typename') {
  const answer = await mutate(ask, name, input, fields);
  if (answer.errors)
    throw new Difference(`${name} ${JSON.stringify(input)}: ${JSON.stringify(answer.errors)}`);
  return answer.data.done;
}

/** The same mutation with several inputs, in one request; what each answers. */
export async function changes(ask: Ask, name: string, inputs: object[], fields = '__typename') {
  if (inputs.length === 0) return [];
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const names = inputs.map((_, place) => `$i${place}: ${type}`).join(', ');
  const calls = inputs.map((_, place) => `d${place}: ${name}(input: $i${place}) { ${fields} }`);
  const variables = Object.fromEntries(inputs.map((input, place) => [`i${place}`, input]));
  const { data, errors } = await ask(`mutation (${names}) { ${calls.join(' ')} }`, variables);
  if (errors) throw new Difference(`${name} ${JSON.stringify(inputs)}: ${JSON.stringify(errors)}`);
  return inputs.map((_, place) => data[`d${place}`]);
}

/** A mutation that must be refused with one of these codes. */
export async function refused(ask: Ask, name: string, input: object, codes: readonly string[]) {
  const { errors } = await mutate(ask, name, input, '__typename');
  const code = String(errors?.[0]?.extensions.code ?? 'success');
  if (!codes.includes(code))
    throw new Difference(`${name} ${JSON.stringify(input)}: ${code}, not ${codes.join(' or ')}`);
}

/** How often what was compared, so that a proof can say what it proved. */
export const compared = new Map<string, number>();

/** Throws where the two differ; `what` says of what. */
export function same(what: string, is: unknown, should: unknown): void {
  const kind = what.split(/ (?=of [A-Z])|:/)[0]!;
  compared.set(kind, (compared.get(kind) ?? 0) + 1);
  const [one, other] = [JSON.stringify(is), JSON.stringify(should)];
  if (one !== other) throw new Difference(`${what}\n  is        ${one}\n  should be ${other}`);
}
