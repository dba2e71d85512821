import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { DomainError } from '#core/errors.ts';
import { pageSize } from '#schema/builder.ts';
import { isObjectList, isPage, listSizeOf, weightOf } from '#schema/lists/list-size.ts';
import { checkPage, type PageArgs, pageArgNames } from './page-args.ts';

/** Fields looked at in one operation; what needs more cannot be counted and is refused. */
const MOST_FIELDS = 20_000;

/** What an operation is counted with. */
export interface Counting {
  schema: GraphQLSchema;
  document: DocumentNode;
  /** The variables that stand at pages and conditions, defaults included. */
  variables: Readonly<Record<string, unknown>>;
  /** A stored operation of a legacy transport, whose pages are as large as its caller asks for. */
  isStored: boolean;
}

/** The fields of one answer key below one type, as often as the operation names it. */
interface Group {
  parent: GraphQLCompositeType;
  nodes: [FieldNode, ...FieldNode[]];
}

/** How many objects a selection stands for, and how many rows a page around it holds. */
interface Around {
  rows: number;
  page: number;
}

/**
 * Counts the objects that an operation's answer may hold. What it counts are the fields that would
 * be executed, however the operation is spelled: fragments in place, equal keys merged, variables
 * and defaults filled in.
 */
export class Counter {
  private readonly counting: Counting;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private looked = 0;

  constructor(counting: Counting) {
    this.counting = counting;
    this.fragments = new Map(
      counting.document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  /** @throws DomainError PAGE_TOO_LARGE, BAD_INPUT, or QUERY_TOO_COMPLEX where it has no end */
  count({ operation, selectionSet }: OperationDefinitionNode): number {
    const root = this.counting.schema.getRootType(operation);
    return root ? this.within(root, [selectionSet], { rows: 1, page: 1 }) : 0;
  }

  private within(
    parent: GraphQLCompositeType,
    sets: readonly SelectionSetNode[],
    around: Around,
  ): number {
    const groups = new Map<string, Group>();
    const spread = new Set<string>();
    for (const { selections } of sets) this.collect(parent, selections, groups, spread);
    let cost = 0;
    for (const group of groups.values()) cost += this.field(group, around);
    return cost;
  }

  private collect(
    parent: GraphQLCompositeType,
    selections: readonly SelectionNode[],
    groups: Map<string, Group>,
    spread: Set<string>,
  ): void {
    for (const selection of selections) {
      if (!this.isIncluded(selection.directives)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = `${parent.name}.${(selection.alias ?? selection.name).value}`;
        const group = groups.get(key);
        if (group) group.nodes.push(selection);
        else groups.set(key, { parent, nodes: [selection] });
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : this.spreadOf(selection.name.value, parent, spread);
      if (!fragment) continue;
      const named = fragment.typeCondition?.name.value;
      const type = named === undefined ? parent : this.counting.schema.getType(named);
      if (isCompositeType(type))
        this.collect(type, fragment.selectionSet.selections, groups, spread);
    }
  }

  /** A fragment, the first time it is spread below a type. */
  private spreadOf(name: string, parent: GraphQLCompositeType, spread: Set<string>) {
    const place = `${parent.name} ${name}`;
    if (spread.has(place)) return undefined;
    spread.add(place);
    return this.fragments.get(name);
  }

  private field({ parent, nodes }: Group, { rows, page }: Around): number {
    this.looked += 1;
    if (this.looked > MOST_FIELDS) throw new DomainError('QUERY_TOO_COMPLEX');
    const [{ name }] = nodes;
    const field = fieldOf(parent, name.value);
    if (!field) return 0;
    const args = this.pageArgs(nodes[0], field);
    if (!this.counting.isStored) checkPage(args);
    const weight = rows * weightOf(field);
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return weight;
    const requested = (args.first ?? args.last) as unknown;
    const size = typeof requested === 'number' ? requested : undefined;
    const objects = rows * sizeOf(parent, field, { size, page });
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const inside = { rows: objects, page: size ?? pageSize.usual };
    return weight + objects + this.within(type, sets, inside);
  }

  /** The arguments of a page that a field is given, variables and defaults filled in, nulls left out. */
  private pageArgs({ arguments: sent = [] }: FieldNode, { args }: Field): PageArgs {
    const page: PageArgs = {};
    for (const { name, defaultValue } of args) {
      if (!pageArgNames.has(name)) continue;
      const node = sent.find((arg) => arg.name.value === name);
      const value = node ? this.valueOf(node.value) : undefined;
      const provided = value === undefined ? defaultValue : value;
      if (provided !== undefined && provided !== null) page[name] = provided;
    }
    return page;
  }

  private valueOf(node: ValueNode): unknown {
    return node.kind === Kind.VARIABLE
      ? this.counting.variables[node.name.value]
      : valueFromASTUntyped(node);
  }

  private isIncluded(directives: readonly DirectiveNode[] = []): boolean {
    return directives.every(({ name, arguments: [condition] = [] }) => {
      const value = condition && this.valueOf(condition.value);
      return name.value === 'skip' ? value !== true : name.value !== 'include' || value !== false;
    });
  }
}

type Field = GraphQLField<unknown, unknown>;

const fieldOf = (parent: GraphQLCompositeType, name: string): Field | undefined =>
  isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;

/** How many objects a field gives for each object it stands on. */
function sizeOf(
  parent: GraphQLCompositeType,
  field: Field,
  { size, page }: { size: number | undefined; page: number },
): number {
  if (!isObjectList(field)) return 1;
  if (isPage(parent) && (field.name === 'edges' || field.name === 'nodes')) return page;
  return size ?? listSizeOf(field);
}
