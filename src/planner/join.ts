import type { FieldNode } from 'graphql';
import { Branch } from './branch.ts';
import { type Catalog, modelOf, Unplanned } from './catalog.ts';
import { termsOf } from './order.ts';
import { PLACE } from './place.ts';
import type { Args } from './shape.ts';

/** Marks a relation whose own selection is filled in from the document. */
export const CHILD = Symbol('planner.child');

interface Joining {
  catalog: Catalog;
  /** The field whose `select` this is. */
  owner: readonly FieldNode[];
  /** Told of relations that had to be read under another name. */
  renamed: Record<string, string>;
  /** Fills in what the document selects of a relation's rows. */
  below: (branch: Branch) => void;
}

/** Adds what a `select` asks for to a branch. */
export function joinSelection(joining: Joining, branch: Branch, select: Args): void {
  for (const [name, value] of Object.entries(select)) {
    // The order that places are made of stands in the arguments around the selection.
    if (!value || name === PLACE) continue;
    if (name === '_count') joinCounts(joining, branch, value);
    else if (branch.model.columns.has(name)) branch.add(name);
    else joinRelation(joining, branch, name, value);
  }
}

function joinRelation(joining: Joining, branch: Branch, name: string, value: unknown): void {
  const relation = branch.relation(name);
  const child = new Branch(modelOf(joining.catalog, relation.target));
  const property = branch.freeProperty(name);
  if (property !== name) joining.renamed[name] = property;
  const noted = (value === true ? {} : value) as Args & { [CHILD]?: true };
  const { select, include, ...args } = noted;
  if (include) throw new Unplanned('include');
  if (select) joinSelection(joining, child, select as Args);
  else child.addAll();
  if ((select as Args | undefined)?.[PLACE]) child.placeBy(termsOf(child.model, args.orderBy));
  if (noted[CHILD]) joining.below(child);
  branch.subselects.push({ property, relation, args, branch: child, owner: joining.owner });
}

function joinCounts(joining: Joining, branch: Branch, value: unknown): void {
  const { select } = value as { select?: Args };
  if (!select) throw new Unplanned('a count of everything');
  const taken = branch.counts.some(
    ({ property, relation }) => property === '_count' && relation.name in select,
  );
  const property = taken ? `_count$${branch.counts.length}` : '_count';
  if (taken) joining.renamed._count = property;
  for (const [name, noted] of Object.entries(select)) {
    const relation = branch.relation(name);
    const where = noted === true ? null : (noted as Args).where;
    branch.counts.push({ property, relation, where, owner: joining.owner });
  }
}
