import SchemaBuilder, {
  BasePlugin,
  type PothosInputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import { z } from 'zod';

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how Pothos learns of a plugin
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      listBounds: ListBoundsPlugin<Types>;
    }
  }
}

/** The most items of a list that is sent, where its rule knows no smaller number. */
export const mostItems = 1_000;

const usual = z.array(z.unknown()).max(mostItems).nullish();

/** Every list that is sent has a bound, and says it; those of filters all have the usual one. */
export class ListBoundsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onInputFieldConfig(field: PothosInputFieldConfig<Types>) {
    if (field.type.kind !== 'List') return field;
    const { validate } = field.pothosOptions as { validate?: z.ZodType };
    const most = validate && mostOf(validate);
    const bounded = most ? field : withRule(field);
    if (field.parentType.endsWith('Filter')) return bounded;
    return { ...bounded, description: saying(field.description, most ?? mostItems) };
  }
}

interface Bounded {
  maxItems?: number;
  anyOf?: Bounded[];
}

/** The bound that a rule knows. */
function mostOf(rule: z.ZodType): number | undefined {
  const said = z.toJSONSchema(rule, {
    unrepresentable: 'any',
    io: 'input',
  }) as Bounded;
  return [said, ...(said.anyOf ?? [])].find(({ maxItems }) => maxItems !== undefined)?.maxItems;
}

const RULES = '@pothos/plugin-validation';

/** The usual bound beside whatever else the field asks for. */
function withRule<Types extends SchemaTypes>(field: PothosInputFieldConfig<Types>) {
  const extensions = { ...field.extensions, [RULES]: { schemas: [usual] } };
  return { ...field, extensions };
}

const saying = (description: string | null | undefined, most: number): string => {
  const said = description ?? '';
  return /\bat most\b/i.test(said) ? said : `${said} At most ${most.toLocaleString('en')}.`.trim();
};

SchemaBuilder.registerPlugin('listBounds', ListBoundsPlugin as never);
