import type { FieldNode, GraphQLFieldResolver } from 'graphql';
import { type Column, type Model, type Relation, Unplanned } from './catalog.ts';
import type { Term } from './order.ts';
import type { Planned } from './selection.ts';
import type { Args } from './shape.ts';

/** A row as the planner makes them: an object with its columns and relations as properties. */
export type Row = Record<string, unknown> & { readonly [BRANCH]?: Branch };

/** Makes a row out of the array that the statement built for it. */
export type RowClass = new (cells: readonly unknown[]) => Row;

/** Where a row keeps the branch of the plan it was read for. */
export const BRANCH = Symbol('planner.branch');

/** How a selected field finds its value in a row. */
export interface Slot {
  /** The property that holds it as it is; null where the resolver works it out. */
  property: string | null;
  /** The field's own resolver, without what plugins put around it. */
  resolve: GraphQLFieldResolver<unknown, never>;
  /** Properties to lend the resolver under other names, where one relation was read twice. */
  renamed: Readonly<Record<string, string>> | null;
}

/** A relation to be read below a branch. */
export interface Subselect {
  property: string;
  relation: Relation;
  args: Args;
  branch: Branch;
  /** The field it is read for; that field does without the plan if the relation cannot be said. */
  owner: readonly FieldNode[];
}

/** A count of related rows. */
export interface Count {
  property: string;
  relation: Relation;
  where: unknown;
  owner: readonly FieldNode[];
}

/** The rows of one model at one place of a selection: what is read of them, and who reads it. */
export class Branch {
  readonly model: Model;
  readonly columns = new Map<string, Column>();
  readonly subselects: Subselect[] = [];
  readonly counts: Count[] = [];
  readonly slots = new Map<FieldNode, Slot>();
  /** Set once the statement is written. */
  Row: RowClass | null = null;
  /** The order its rows are read in, where they have to know their places. */
  order: readonly Term[] | null = null;
  /** The selection it is read for; null where a resolver alone sees its rows. */
  planned: Planned | null = null;

  constructor(model: Model) {
    this.model = model;
    for (const name of model.key) this.add(name);
  }

  /** Has a column read. */
  add(name: string): void {
    const column = this.model.columns.get(name);
    if (!column) throw new Unplanned(`no column ${this.model.name}.${name}`);
    if (column.type === 'Bytes' || (column.isList && !LISTS.has(column.type) && !column.labels))
      throw new Unplanned(`a column of ${column.type}`);
    this.columns.set(name, column);
  }

  addAll(): void {
    for (const name of this.model.columns.keys()) this.add(name);
  }

  /** Has rows know their places in this order. */
  placeBy(order: readonly Term[]): void {
    this.order = order;
    for (const { column } of order) this.add(column.name);
  }

  relation(name: string): Relation {
    const relation = this.model.relations.get(name);
    if (!relation) throw new Unplanned(`no relation ${this.model.name}.${name}`);
    return relation;
  }

  /** A property for another reading of a relation: its name, or a longer one if that is taken. */
  freeProperty(name: string): string {
    return this.subselects.some((subselect) => subselect.property === name)
      ? `${name}$${this.subselects.length}`
      : name;
  }

  /** Gives a field back to its own resolver. */
  release(nodes: readonly FieldNode[]): void {
    for (const node of nodes) this.slots.delete(node);
  }
}

/** Lists whose members are in JSON what Prisma gives. */
const LISTS = new Set(['String', 'Int', 'Boolean']);

/** The slot of a field in a planned row; undefined for every other parent. */
export function slotOf(parent: unknown, nodes: readonly FieldNode[]): Slot | undefined {
  const branch = (parent as Row | null | undefined)?.[BRANCH];
  return branch?.slots.get(nodes[0]!);
}

/** The parent as a field's resolver expects it. */
export function lent(parent: Row, renamed: Slot['renamed']): object {
  if (!renamed) return parent;
  const own = Object.create(parent) as Row;
  for (const [name, property] of Object.entries(renamed))
    Object.defineProperty(own, name, { value: parent[property], enumerable: true });
  return own;
}
