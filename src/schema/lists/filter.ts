import type { InputRef } from '@pothos/core';
import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import { builder } from '#schema/builder.ts';
import { anyOfThese, type Condition, type FilterBuilder, saysSomething } from './conditions.ts';
import { negated } from './negated.ts';

/** What a caller asks of rows, by the names of conditions. */
export type FilterInput = Readonly<Record<string, unknown>>;

/** The filter of a type's lists. */
export interface ListFilter {
  input: InputRef<FilterInput>;
  /** The conditions a filter makes, all of which must hold. */
  where: (filter: FilterInput | null | undefined, actor: Actor) => object[];
}

/** How deep `and`, `or` and `not` nest. */
const DEEPEST = 8;

/** Makes the filter of a noun's lists; every filter nests by `and`, `or` and `not`. */
export function filterOf(
  noun: string,
  model: string,
  conditions: Readonly<Record<string, Condition>>,
): ListFilter {
  const name = `${noun}Filter`;
  const ref = builder.inputRef<FilterInput>(name);
  ref.implement({
    description:
      'Conditions that rows must meet; all of them must hold. A list means any of its values, at most 1,000, null in it none. Text is compared as it stands, in any letter case. What is empty, such as `{}` within `or` and `not`, says nothing and is left out.',
    fields: ((t: FilterBuilder) => ({
      ...Object.fromEntries(
        Object.entries(conditions).map(([key, { field }]) => [key, field(t)] as const),
      ),
      and: t.field({ type: [ref], description: 'All of these filters must hold, too.' }),
      or: t.field({ type: [ref], description: 'At least one of these filters must hold, too.' }),
      not: t.field({ type: ref, description: 'This filter must not hold.' }),
    })) as never,
  });

  const where = (filter: FilterInput, actor: Actor, depth: number): object[] => {
    if (depth > DEEPEST) throw tooDeep();
    return Object.entries(filter).flatMap(([key, value]): object[] => {
      if (value === null || value === undefined) return [];
      return said(key, value, actor, depth).filter(saysSomething);
    });
  };
  const said = (key: string, value: unknown, actor: Actor, depth: number): object[] => {
    const inner = (one: unknown): object => {
      const parts = where(one as FilterInput, actor, depth + 1);
      return parts.length ? { AND: parts } : {};
    };
    if (key === 'and') return (value as unknown[]).map(inner);
    if (key === 'or') return [anyOfThese((value as unknown[]).map(inner))];
    if (key === 'not') {
      const denied = inner(value);
      return [saysSomething(denied) ? negated(model, denied) : denied];
    }
    return [conditions[key]!.where(value as never, actor)];
  };
  return { input: ref, where: (filter, actor) => (filter ? where(filter, actor, 0) : []) };
}

const tooDeep = () =>
  new DomainError('BAD_INPUT', `filter: nests at most ${DEEPEST} deep.`, {
    field: 'filter',
    issues: [{ path: ['filter'], message: `nests at most ${DEEPEST} deep` }],
  });
