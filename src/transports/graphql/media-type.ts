/** The media types of an answer that is not a stream. */
export type MediaType = 'application/json' | 'application/graphql-response+json';

const TYPES: Record<string, MediaType> = {
  'application/graphql-response+json': 'application/graphql-response+json',
  'application/json': 'application/json',
  'application/*': 'application/json',
  '*/*': 'application/json',
};

/** What most clients send, with what it comes to. */
const known = new Map<string, MediaType | null>();
const MOST_KNOWN = 100;

/** The first media type of an `Accept` field that can be given; null where none can. */
export function mediaTypeFor(accept: string | undefined): MediaType | null {
  const field = accept ?? '*/*';
  let type = known.get(field);
  if (type !== undefined) return type;
  type = chosenOf(field);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(field, type);
  return type;
}

function chosenOf(field: string): MediaType | null {
  for (const range of field.toLowerCase().replace(/\s/g, '').split(',')) {
    const [name = '', ...params] = range.split(';');
    const charset = params.find((param) => param.includes('charset=')) ?? 'charset=utf-8';
    if (charset === 'charset=utf-8' && Object.hasOwn(TYPES, name)) return TYPES[name]!;
  }
  return null;
}
