import type { GraphQLResolveInfo } from 'graphql';
import { bail } from './answer.ts';
import type { Row } from './branch.ts';
import { Unplanned } from './catalog.ts';
import type { CellSource } from './database.ts';
import type { ReadText } from './remembered.ts';
import { hasScopes } from './scopes.ts';

/** A root field whose part of the answer is wanted as text, as the database wrote it. */
export class ReadRequest {
  /** The text, once it was read. */
  text: string | undefined;
  /** What read it, where the field's resolver asked for nothing else before. */
  reader: ReadText | undefined;
  /** The field's resolver has not come back yet: nothing has been waited for. */
  isFirst = true;
  /** Where it is read, if not from the database as any other read is. */
  readonly source: CellSource | undefined;
  private readonly context: object;
  private readonly info: GraphQLResolveInfo;
  /** Stands in for the rows: a resolver that looks at them needs them. */
  private readonly standIn = untouchable([]);

  constructor(context: object, info: GraphQLResolveInfo, source?: CellSource) {
    this.context = context;
    this.info = info;
    this.source = source;
    readRequests.set(info, this);
  }

  /** Has the text read, and gives what stands in for the rows. @throws Bail where it can not be. */
  async fulfil(
    one: boolean,
    plan: (may: (scopes: readonly object[]) => boolean) => ReadText,
  ): Promise<Row[]> {
    const { context, info } = this;
    const may = (scopes: readonly object[]) =>
      scopes.every((scope) => hasScopes(scope, context, info));
    const { isFirst } = this;
    try {
      const read = plan(may);
      const text = await read();
      this.text = text ?? 'null';
      this.reader = isFirst && text !== null ? read : undefined;
    } catch (error) {
      // Native rows would be no answer to this request.
      if (error instanceof Unplanned) return bail();
      throw error;
    }
    if (one) return this.text === 'null' ? [] : [this.standIn as never];
    return this.standIn as Row[];
  }

  /** Exchanges what stands in for the rows; anything else is not what was read. @throws Bail */
  taken<Value>(provided: unknown, value: Value): Value {
    return provided === this.standIn ? value : bail();
  }

  /** The text, if the field's resolver gave just what was read. @throws Bail */
  answer(provided: unknown, isPage: boolean): string {
    if (this.text === undefined) return bail();
    const isRead = isPage || (this.text === 'null' ? provided === null : provided === this.standIn);
    return isRead ? this.text : bail();
  }
}

const readRequests = new WeakMap<GraphQLResolveInfo, ReadRequest>();

/** The request a root field carries. */
export const readRequestOf = (info: GraphQLResolveInfo): ReadRequest | undefined =>
  readRequests.get(info);

/** Promises look for `then`; nobody else may look at all. */
const UNTOUCHABLE: ProxyHandler<object> = {
  get: (_target, key) => (key === 'then' ? undefined : bail()),
  has: bail,
  ownKeys: bail,
  getOwnPropertyDescriptor: bail,
  getPrototypeOf: bail,
};

/** Something that is handed around and must not be looked at. */
const untouchable = (target: object): object => new Proxy(target, UNTOUCHABLE);
