import { emptyObject } from './php-array.ts';

const MAX_DEPTH = 20;

/** Why a text is not taken as JSON; the message continues "… must be ". */
export class JsonTextError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonTextError';
  }
}

/**
 * Parses JSON into lists and objects without a prototype, at most 20 levels deep.
 * @throws JsonTextError
 */
export function parseJson(text: string): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new JsonTextError('valid JSON');
  }
  return withoutPrototypes(parsed, 0);
}

function withoutPrototypes(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) throw new JsonTextError(`JSON of at most ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((item) => withoutPrototypes(item, depth + 1));
  const object = emptyObject();
  for (const [key, item] of Object.entries(value)) {
    object[key] = withoutPrototypes(item, depth + 1);
  }
  return object;
}
