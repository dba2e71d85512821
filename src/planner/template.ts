import { getMappedArgumentValues, isThenable } from '@pothos/core';
import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { Branch, type Slot } from './branch.ts';
import { type Catalog, type Model, modelOf, Unplanned } from './catalog.ts';
import type { Frame } from './frame.ts';
import { placed } from './place.ts';
import type { SelectFunction } from './pothos-prisma.ts';
import { type Planned, type PlannedField, plan } from './selection.ts';
import { type Args, marked, requestShape } from './shape.ts';
import { CHILD, joinSelection } from './join.ts';

/** A field of a template with what its `select` gave for one request. */
export interface EvaluatedField {
  planned: PlannedField;
  /** What it selects of its row; undefined when it goes to Prisma after all. */
  select: object | null | undefined;
  child: EvaluatedField[] | null;
  /** How many values there were after it; null where it never brings any. */
  end: number | null;
}

/** One request's view of a template: everything but the arguments of the call itself. */
export interface Evaluation {
  fields: EvaluatedField[];
  values: unknown[];
  /** Equal for requests that the same statement answers. */
  key: string;
  /** The arguments of fields that take some, by the field's index. */
  args: Map<number, object>;
}

const evaluations = new WeakMap<GraphQLResolveInfo, Evaluation>();

/** The arguments of fields below the one being resolved, as they were evaluated for its plan. */
export const argsOf = (info: GraphQLResolveInfo): ReadonlyMap<number, object> =>
  evaluations.get(info)?.args ?? new Map();

/** Whether a `select` names columns only, so that every request has the same. */
const isConstant = (select: object) => Object.values(select).every((value) => value === true);

/** What a field of a document selects, worked out once and evaluated for every request. */
export class Template {
  readonly catalog: Catalog;
  readonly root: Planned;
  /** Its rows have cursors. */
  readonly isPage: boolean;
  /** For a connection: what stands around its rows; null where that is more than their number. */
  readonly frame: Frame | null | undefined;

  constructor(
    catalog: Catalog,
    info: GraphQLResolveInfo,
    type: GraphQLObjectType,
    sets: Parameters<typeof plan>[2],
    { isPage = false, frame }: { isPage?: boolean; frame?: Frame | null } = {},
  ) {
    this.catalog = catalog;
    this.root = plan(info, type, sets);
    this.isPage = isPage;
    this.frame = frame;
  }

  /** Asks every field's `select` for this request. */
  evaluate(context: object, info: GraphQLResolveInfo): Evaluation {
    const evaluation: Evaluation = { fields: [], values: [], key: '', args: new Map() };
    evaluation.fields = this.evaluateAll(this.root, context, info, evaluation);
    evaluations.set(info, evaluation);
    return evaluation;
  }

  private evaluateAll(
    { fields, model }: Planned,
    context: object,
    info: GraphQLResolveInfo,
    into: Evaluation,
  ): EvaluatedField[] {
    return fields.map((planned) => {
      const constant = constantOf(planned);
      if (constant) return constant;
      const before = into.values.length;
      const evaluated: EvaluatedField = { planned, select: null, child: null, end: 0 };
      try {
        evaluated.select = selectOf(planned, context, info, {
          into,
          model: modelOf(this.catalog, model),
          catalog: this.catalog,
        });
        if (evaluated.select && !isConstant(evaluated.select))
          into.key += `${requestShape(evaluated.select, into.values, true)};`;
        if (planned.child) evaluated.child = this.evaluateAll(planned.child, context, info, into);
      } catch (error) {
        if (!(error instanceof Unplanned)) throw error;
        into.values.length = before;
        into.key += '!;';
        evaluated.select = undefined;
      }
      evaluated.end = into.values.length;
      return evaluated;
    });
  }

  /** The branch to be read for a request, with a `Param` for each of its values. */
  branchFor({ fields }: Evaluation, counter: { next: number }): Branch {
    const branch = new Branch(modelOf(this.catalog, this.root.model));
    this.fill(branch, this.root, fields, counter);
    return branch;
  }

  private fill(
    branch: Branch,
    planned: Planned,
    fields: readonly EvaluatedField[],
    counter: { next: number },
  ): void {
    if (!isConstant(planned.select)) throw new Unplanned('a type that selects relations');
    branch.planned = planned;
    for (const name in planned.select) branch.add(name);
    for (const field of fields) {
      if (field.select !== undefined)
        try {
          this.fillField(branch, field, counter);
        } catch (error) {
          if (!(error instanceof Unplanned)) throw error;
        }
      counter.next = field.end ?? counter.next;
    }
  }

  private fillField(branch: Branch, field: EvaluatedField, counter: { next: number }): void {
    const { nodes, marks } = field.planned;
    const renamed: Record<string, string> = {};
    const { select } = field;
    if (select) {
      const ready = isConstant(select) ? select : marked(select, counter, true);
      const below = (child: Branch) => {
        if (field.planned.child) this.fill(child, field.planned.child, field.child ?? [], counter);
      };
      joinSelection({ catalog: this.catalog, owner: nodes, renamed, below }, branch, ready as Args);
    }
    const slot: Slot = {
      property: marks.column,
      resolve: marks.resolve ?? ((parent) => (parent as Args)[nodes[0]!.name.value]),
      renamed: Object.keys(renamed).length ? renamed : null,
    };
    for (const node of nodes) branch.slots.set(node, slot);
  }
}

const constants = new WeakMap<PlannedField, EvaluatedField>();

/** A field that selects the same in every request, evaluated once; null for others. */
function constantOf(planned: PlannedField): EvaluatedField | null {
  const known = constants.get(planned);
  if (known) return known;
  const { marks, field, child } = planned;
  const { select } = marks;
  if (field.args.length || child || typeof select === 'function') return null;
  if (select && !isConstant(select)) return null;
  const constant: EvaluatedField = { planned, select, child: null, end: null };
  constants.set(planned, constant);
  return constant;
}

/** What a field selects of its row in this request. */
function selectOf(
  { index, field, nodes, names, marks }: PlannedField,
  context: object,
  info: GraphQLResolveInfo,
  { into, model, catalog }: { into: Evaluation; model: Model; catalog: Catalog },
): object | null {
  const { select } = marks;
  if (field.args.length && !into.args.has(index))
    into.args.set(index, settled(getMappedArgumentValues(field, nodes[0]!, context, info)));
  if (typeof select !== 'function') return select;
  const args = into.args.get(index) ?? {};
  const nested = (query: unknown) => {
    if (!marks.relation) throw new Unplanned('rows below a computed field');
    const noted = typeof query === 'function' ? (query as Resolved)(args, context) : query;
    const own = settled(noted === true ? {} : noted) as Args;
    const target = model.relations.get(marks.relation)?.target;
    const provided = target ? placed(modelOf(catalog, target), own) : own;
    return { ...provided, select: provided.select ?? {}, [CHILD]: true };
  };
  const result = (select as SelectFunction)(args, context, nested, () => names ?? new Set());
  return (settled(result) as { select?: object }).select ?? null;
}

type Resolved = (args: object, context: object) => unknown;

/** The value itself. @throws Unplanned for a promise. */
function settled(value: unknown): object {
  if (isThenable(value)) throw new Unplanned('something to wait for');
  return value ?? {};
}
