import type { FieldNode } from 'graphql';
import { Branch } from './branch.ts';
import { type Catalog, modelOf, Unplanned } from './catalog.ts';
import type { Args } from './shape.ts';

/** Marks a relation whose own selection is filled in from the document. */
export const CHILD = Symbol('planner.child');

interface Grafting {
  catalog: Catalog;
  /** The field whose `select` this is. */
  owner: readonly FieldNode[];
  /** Told of relations that had to be read under another name. */
  renamed: Record<string, string>;
  /** Fills in what the document selects of a relation's rows. */
  below: (branch: Branch) => void;
}

/** Adds what a `select` asks for to a branch. */
export function graft(grafting: Grafting, branch: Branch, select: Args): void {
  for (const [name, value] of Object.entries(select)) {
    if (!value) continue;
    if (name === '_count') graftCounts(grafting, branch, value);
    else if (branch.model.columns.has(name)) branch.add(name);
    else graftRelation(grafting, branch, name, value);
  }
}

function graftRelation(grafting: Grafting, branch: Branch, name: string, value: unknown): void {
  const relation = branch.relation(name);
  const child = new Branch(modelOf(grafting.catalog, relation.target));
  const property = branch.freeProperty(name);
  if (property !== name) grafting.renamed[name] = property;
  const asked = (value === true ? {} : value) as Args & { [CHILD]?: true };
  const { select, include, ...args } = asked;
  if (include) throw new Unplanned('include');
  if (select) graft(grafting, child, select as Args);
  else child.addAll();
  if (asked[CHILD]) grafting.below(child);
  branch.twigs.push({ property, relation, args, branch: child, owner: grafting.owner });
}

function graftCounts(grafting: Grafting, branch: Branch, value: unknown): void {
  const { select } = value as { select?: Args };
  if (!select) throw new Unplanned('a count of everything');
  const taken = branch.counts.some(
    ({ property, relation }) => property === '_count' && relation.name in select,
  );
  const property = taken ? `_count$${branch.counts.length}` : '_count';
  if (taken) grafting.renamed._count = property;
  for (const [name, asked] of Object.entries(select)) {
    const relation = branch.relation(name);
    const where = asked === true ? null : (asked as Args).where;
    branch.counts.push({ property, relation, where, owner: grafting.owner });
  }
}
