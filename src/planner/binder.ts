import { type Catalog, type Column, Unplanned } from './catalog.ts';
import type { BoundParam } from './shape.ts';

/** How a value becomes what the driver sends. */
type Convert = (value: unknown) => unknown;

/** What a statement being written has bound and named so far. */
export class Binder {
  readonly catalog: Catalog;
  /** For each `$n`: which value it is. */
  readonly used: number[] = [];
  readonly converts: Convert[] = [];
  private aliases = 0;

  constructor(catalog: Catalog) {
    this.catalog = catalog;
  }

  /** A fresh name for a row source. */
  alias(): string {
    return `t${this.aliases++}`;
  }

  /** Binds a value and gives its `$n`. */
  bind(param: BoundParam, convert: Convert): string {
    this.used.push(param.index);
    this.converts.push(
      param.isList ? (list) => arrayText((list as unknown[]).map(convert)) : convert,
    );
    return `$${this.used.length}`;
  }

  /** Forgets what was bound after this many, where a part of a statement was given up. */
  rewind(length: number): void {
    this.used.length = length;
    this.converts.length = length;
  }

  /** The values in the order of their `$n`, ready for the driver. */
  static values(
    { used, converts }: Pick<Binder, 'used' | 'converts'>,
    values: readonly unknown[],
  ): unknown[] {
    return used.map((index, at) => converts[at]!(values[index]));
  }
}

/** How a value is compared with this column. */
export function converterOf({ type, labels }: Column): Convert {
  if (labels) return (value) => labels.get(value as string) ?? value;
  if (type === 'Decimal' || type === 'BigInt') return String;
  if (type === 'DateTime') return (value) => new Date(value as string | Date).toISOString();
  if (type === 'Json' || type === 'Bytes') throw new Unplanned(`a value of type ${type}`);
  return asIs;
}

/** Leaves a value as it is. */
export const asIs: Convert = (value) => value;

/** A list as PostgreSQL writes it, the same for every driver. */
const arrayText = (list: readonly unknown[]) =>
  `{${list.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join()}}`;
