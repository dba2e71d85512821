import type { Row } from './branch.ts';
import { Unplanned } from './catalog.ts';
import type { Call, Planner } from './planner.ts';
import type { Select } from './pothos-prisma.ts';
import type { Args } from './shape.ts';
import type { Evaluation, Template } from './template.ts';
import type { ReadRequest } from './read-request.ts';

/** A read that was planned and waits for the call that carries it out. */
export class Read {
  readonly template: Template;
  readonly model: string;
  /** Whether some call made use of it, in whichever way. */
  isUsed = false;
  /** What the call counted besides, if it was asked to. */
  total: number | undefined;
  private readonly planner: Planner;
  private readonly evaluation: Evaluation;
  private readonly native: () => Select;
  private readonly counted: Args | undefined;
  private readonly readRequest: ReadRequest | undefined;

  constructor(
    planner: Planner,
    template: Template,
    evaluation: Evaluation,
    more: {
      native: () => Select;
      counted?: Args | undefined;
      readRequest?: ReadRequest | undefined;
    },
  ) {
    this.planner = planner;
    this.template = template;
    this.model = template.root.model;
    this.evaluation = evaluation;
    this.native = more.native;
    this.counted = more.counted;
    this.readRequest = more.readRequest;
  }

  /**
   * The `select` to hand to a resolver: our client knows it again. For everybody else it is what
   * plugin-prisma would have handed out, worked out when somebody looks.
   */
  select(): Select {
    let known: Select | null = null;
    const look = () => (known ??= this.useNative());
    const select = new Proxy({} as Select, {
      get: (_target, key) => Reflect.get(look(), key) as unknown,
      has: (_target, key) => Reflect.has(look(), key),
      ownKeys: () => Reflect.ownKeys(look()),
      getOwnPropertyDescriptor: (_target, key) =>
        Reflect.getOwnPropertyDescriptor({ ...look() }, key),
    });
    reads.set(select, this);
    return select;
  }

  /** Has plugin-prisma note that the rows hold the selection; for rows that somebody else read. */
  useNative(): Select {
    this.isUsed = true;
    return this.native();
  }

  /** The rows are wanted as text alone, and cannot be looked at. */
  get isText(): boolean {
    return this.readRequest !== undefined;
  }

  /** Carries the read out. @throws Unplanned where Prisma has to do it. */
  async find(one: boolean, args: Args): Promise<Row[]> {
    this.isUsed = true;
    const call: Call = { one, args, total: one ? undefined : this.counted };
    const { readRequest } = this;
    if (readRequest)
      return readRequest.fulfil(one, (may) =>
        this.planner.textOf(this.template, this.evaluation, call, may, readRequest.source),
      );
    const { rows, total } = await this.planner.read(this.template, this.evaluation, call);
    this.total = total;
    return rows;
  }
}

const reads = new WeakMap<object, Read>();

/** The planned read behind a `select`, if it is for this model. */
export function plannedReadOf(select: unknown, model: string): Read | undefined {
  const read = typeof select === 'object' && select !== null ? reads.get(select) : undefined;
  return read?.model === model ? read : undefined;
}

/** The answer, or what another way gives where there is no plan for it. */
export async function orElse<Answer>(
  planned: Promise<Answer>,
  other: () => Promise<Answer> | Answer,
): Promise<Answer> {
  try {
    return await planned;
  } catch (error) {
    if (!(error instanceof Unplanned)) throw error;
    return other();
  }
}

/** The rows a resolver gives, noted as complete where it read them without the plan. */
export function noticing(read: Read, rows: unknown): unknown {
  if (read.isUsed) return rows;
  return Promise.resolve(rows).then((settled) => {
    if (!read.isUsed) read.useNative();
    return settled;
  });
}
