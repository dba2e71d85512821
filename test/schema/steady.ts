import type { ExecutionResult } from 'graphql';

/**
 * An answer as text: data byte for byte, errors by place and words in a fixed order. Where an error
 * took its parent away, any of the fields that failed below may be the one that is named.
 */
export function steady({ data, errors }: ExecutionResult): string {
  const received = errors?.map(({ message, path = [], extensions }) => {
    const place = reached(data, path);
    const words = message.replace(/[\s\S]*\n/, '');
    return JSON.stringify(place.length < path.length ? [place] : [path, words, extensions]);
  });
  return JSON.stringify({ data, errors: received?.toSorted() });
}

/** The part of a path that the data still has. */
function reached(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [at, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, at);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}
