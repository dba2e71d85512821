import {
  getNamedType,
  getNullableType,
  isCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { rootOf } from '#planner/pothos-prisma.ts';
import type { Chance } from './chance.ts';

/** An operation and the variables it is sent with. */
export interface Operation {
  document: string;
  variables: Record<string, unknown>;
}

/** Writes random operations over the fields of a schema that read rows. */
export class Operations {
  private readonly schema: GraphQLSchema;
  private readonly chance: Chance;
  private readonly rows: number;
  private aliases = 0;
  private readonly fragments: string[] = [];
  private readonly declared: string[] = [];
  private variables: Record<string, unknown> = {};

  constructor(schema: GraphQLSchema, chance: Chance, rows: number) {
    this.schema = schema;
    this.chance = chance;
    this.rows = rows;
  }

  next(): Operation {
    this.fragments.length = 0;
    this.declared.length = 0;
    this.variables = { yes: true, no: false };
    const query = this.schema.getQueryType()!;
    const roots = Object.values(query.getFields()).filter(({ extensions }) => rootOf(extensions));
    const parts = Array.from({ length: 1 + this.chance.below(2) }, () => {
      const field = this.chance.of(roots);
      return this.field(field, 4) ?? '__typename';
    });
    const head = ['$yes: Boolean = true', '$no: Boolean = false', ...this.declared].join(', ');
    const document = `query (${head}) { ${parts.join(' ')} } ${this.fragments.join(' ')}`;
    return { document, variables: this.variables };
  }

  private selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const parts: string[] = [];
    for (let count = 1 + this.chance.below(5); count > 0; count -= 1) {
      const written = this.field(this.chance.of(fields), depth);
      if (written) parts.push(written);
    }
    if (parts.length === 0 || this.chance.is(0.1)) parts.push('__typename');
    const text = parts.join(' ');
    if (this.chance.is(0.1)) return `... on ${type.name} { ${text} }`;
    if (this.chance.is(0.9)) return text;
    const name = `f${this.fragments.length}x${this.aliases}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
    return `...${name}`;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string | null {
    const type = getNamedType(field.type);
    if (isObjectType(type) && depth <= 0) return null;
    const args = this.args(field);
    if (args === null) return null;
    const alias = args || this.chance.is(0.3) ? `a${(this.aliases += 1)}: ` : '';
    const directive = this.chance.is(0.06)
      ? this.chance.of([' @include(if: $yes)', ' @skip(if: $yes)', ' @include(if: $no)'])
      : '';
    const inside = isObjectType(type) ? this.selection(type, depth - 1) : '__typename';
    const below = isCompositeType(type) ? ` { ${inside} }` : '';
    return `${alias}${field.name}${args}${directive}${below}`;
  }

  /** The arguments as text; null where a required one cannot be made up. */
  private args({ args, type: answered }: GraphQLField<unknown, unknown>): string | null {
    const provided: string[] = [];
    const names = new Set(args.map(({ name }) => name));
    if (names.has('first') && names.has('after')) provided.push(...this.page());
    for (const { name, type } of args) {
      if (['first', 'last', 'before', 'after'].includes(name)) continue;
      if (!isNonNullType(type) && this.chance.is(0.8)) continue;
      const value = this.value(type, name === 'id' ? getNamedType(answered).name : name, 3);
      if (value !== null && this.chance.is(0.2) && !value.includes('$'))
        this.declare(type, value, name, provided);
      else if (value !== null) provided.push(`${name}: ${value}`);
      else if (isNonNullType(type)) return null;
    }
    return provided.length ? `(${provided.join(' ')})` : '';
  }

  /** Sends an argument as a variable whose default is the value. */
  private declare(type: GraphQLInputType, value: string, name: string, provided: string[]): void {
    const variable = `$v${this.declared.length}`;
    this.declared.push(`${variable}: ${String(type)} = ${value}`);
    provided.push(`${name}: ${variable}`);
  }

  // Cursors are walked in paging.test.ts.
  private page(): string[] {
    const size = this.chance.of([0, 1, 2, 3, 5]);
    return this.chance.of([[`first: ${size}`], [`last: ${size}`], []]);
  }

  private value(provided: GraphQLInputType, name: string, depth: number): string | null {
    const type = getNullableType(provided);
    if (isListType(type)) {
      const item = this.value(type.ofType as GraphQLInputType, name, depth);
      return item === null ? null : `[${item}]`;
    }
    if (isEnumType(type)) return this.chance.of(type.getValues()).name;
    if (isInputObjectType(type)) return this.object(type, depth);
    const { chance } = this;
    switch (getNamedType(type).name) {
      case 'ID': {
        const owner = this.owner(name);
        return `"${owner}:${1 + chance.below(this.rows)}"`;
      }
      case 'Int':
        return String(name === 'offset' ? chance.below(4) : 1 + chance.below(this.rows));
      case 'Boolean':
        return String(chance.is(0.5));
      case 'Float':
        return '1.5';
      case 'String':
        return chance.of(['"a"', '"Ada"', '"a%"', '"email 3"', '"b_"']);
      case 'Decimal':
        return '"12.5"';
      case 'Date':
        return '"2026-05-11"';
      case 'DateTime':
        return '"2026-05-11T00:00:00Z"';
      case 'CountryCode':
        return '"GB"';
      case 'CurrencyCode':
        return '"USD"';
      default:
        return null;
    }
  }

  /** The type an id is of: mostly what its name says, so that there is something to answer. */
  private owner(name: string): string {
    const named = name.charAt(0).toUpperCase() + name.slice(1).replace(/Id$/, '');
    if (this.schema.getType(named) && this.chance.is(0.9)) return named;
    return this.chance.of(['Client', 'Ticket', 'Invoice', 'Order', 'Service', 'Domain']);
  }

  private object(type: import('graphql').GraphQLInputObjectType, depth: number): string | null {
    if (depth <= 0) return null;
    const fields = Object.values(type.getFields());
    const requested = type.isOneOf
      ? [this.chance.of(fields)]
      : fields.filter((field) => isNonNullType(field.type) || this.chance.is(0.2));
    const parts: string[] = [];
    for (const field of requested) {
      const value = this.value(field.type, field.name, depth - 1);
      if (value === null && (isNonNullType(field.type) || type.isOneOf)) return null;
      if (value !== null) parts.push(`${field.name}: ${value}`);
    }
    return `{ ${parts.join(' ')} }`;
  }
}
