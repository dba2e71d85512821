import { isPlainObject } from '#core/plain.ts';
import type { JsonSchema } from '#transports/mcp/input-schema.ts';

/** What all of several replies are: the schema that fits each of them. */
export function schemaOfExamples(values: readonly unknown[]): JsonSchema {
  const lists = values.filter(Array.isArray) as unknown[][];
  const objects = values.filter(isPlainObject);
  const types = [...new Set(values.map(typeOf))];
  return {
    ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
    ...(objects.length > 0 && objectSchema(objects)),
    ...(lists.length > 0 && { items: schemaOfExamples(lists.flat()) }),
  };
}

function objectSchema(objects: readonly Record<string, unknown>[]): JsonSchema {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const required = names.filter((name) => objects.every((object) => name in object));
  const properties = names.map((name) => [
    name,
    schemaOfExamples(objects.filter((object) => name in object).map((object) => object[name])),
  ]);
  return {
    properties: Object.fromEntries(properties) as JsonSchema,
    ...(required.length > 0 && { required }),
  };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
