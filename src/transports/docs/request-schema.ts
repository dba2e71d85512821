import { z } from 'zod';
import { paramsOf } from '#transports/rapi/fields.ts';
import { wireTypeOf } from '#transports/rapi/param.ts';
import type { JsonSchema } from '#transports/mcp/input-schema.ts';

interface Definition {
  type?: string;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  out?: z.core.$ZodType;
  element?: z.core.$ZodType;
  shape?: z.core.$ZodShape;
  defaultValue?: unknown;
}

const definitionOf = (schema: z.core.$ZodType) => schema._zod.def as Definition;

/** What a parameter takes, as far as its schema says it. */
function parameterSchema(schema: z.core.$ZodType): JsonSchema {
  const own = wireTypeOf(schema);
  if (own) return { ...own };
  const { type, innerType, in: before, out: after, element, shape } = definitionOf(schema);
  if (shape) return formSchema(schema);
  if (element) return { type: 'array', items: parameterSchema(element) };
  if (innerType) return { ...parameterSchema(innerType), ...defaultOf(schema) };
  for (const side of [before, after])
    if (side) {
      const found = parameterSchema(side);
      if (Object.keys(found).length) return found;
    }
  return type === 'string' ? { type: 'string' } : {};
}

function defaultOf(schema: z.core.$ZodType): JsonSchema {
  const { type, defaultValue } = definitionOf(schema);
  return type === 'default' &&
    typeof defaultValue === 'number' &&
    Number.isSafeInteger(defaultValue)
    ? { default: defaultValue }
    : {};
}

/** Whether a parameter must be sent: neither optional nor with a default. */
const isRequired = (schema: z.core.$ZodType): boolean => schema._zod.optin === undefined;

/** The form of a command: its parameters with what each takes. */
export function formSchema(params: z.core.$ZodType): JsonSchema {
  const entries = Object.entries(paramsOf(params));
  const required = entries.filter(([, schema]) => isRequired(schema)).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([name, schema]) => [name, parameterSchema(schema)]),
    ),
    ...(required.length > 0 && { required }),
  };
}
