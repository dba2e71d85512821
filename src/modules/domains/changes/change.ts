import { ProviderError } from '#core/provider-error.ts';
import type { ChangeReceipt } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Feature, Registrar } from '#providers/registrars/registrar.ts';
import { taskKind, type TaskKind, type TaskContext } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import {
  callTimeoutMs,
  registrarOf,
  registrarShape,
  requireRegistrar,
  stillUnknown,
} from '#modules/domains/registrars/at-registrar.ts';
import { domainFor, heldStatuses } from '#modules/domains/visible.ts';

/** Input of every change. */
export interface ChangeInput {
  domainId: number;
  name: string;
}

/** What a registrar said of a change, as it is recorded. */
export interface ChangeOutcome {
  words: string;
}

/** A change of a domain at its registrar that costs nothing and sets a state. */
export interface DomainChange<Input extends ChangeInput> {
  kind: string;
  send: (
    registrar: Registrar,
    input: Input,
    call: KeyedCall,
    task: TaskContext,
  ) => Promise<ChangeReceipt>;
  /** Whether the registrar shows it done already; asked when an answer was lost. */
  isDone?: (registrar: Registrar, input: Input, task: TaskContext) => Promise<boolean>;
  after: (work: Work, input: Input, outcome: ChangeOutcome) => Promise<void>;
}

/**
 * Declares a change as a task. Such changes set a state, so one whose answer was lost is sent
 * again, unless the registrar shows it done or a later change of the same kind has taken its place.
 */
export function domainChange<Input extends ChangeInput>({
  kind,
  send,
  isDone,
  after,
}: DomainChange<Input>): TaskKind<Input, ChangeOutcome> {
  return taskKind<Input, ChangeOutcome>({
    kind,
    assumed: () => ({ words: '' }),
    retry: { interactive: 'answer', hours: 24 },
    after,
    async go(task, input) {
      const registrar = await registrarOf(task, input.domainId);
      const call = { key: task.key, timeoutMs: callTimeoutMs };
      const { words = '' } = await send(registrar, input, call, task);
      return { words };
    },
    async reconcile(task, input) {
      if (await isReplaced(task, kind, input.domainId))
        throw new ProviderError('REFUSED', 'A later change has taken its place.');
      const done = await stillUnknown(async () => {
        const registrar = await registrarOf(task, input.domainId);
        return isDone ? isDone(registrar, input, task) : false;
      });
      return done ? { words: '' } : null;
    },
  });
}

/** Whether a change of the same kind was begun after this one and not refused. */
async function isReplaced({ db, id }: TaskContext, kind: string, domainId: number) {
  const later = await db.task.count({
    where: {
      kind,
      subjectType: 'Domain',
      subjectId: domainId,
      id: { gt: id },
      state: { notIn: ['REJECTED', 'CANCELLED'] },
    },
  });
  return later > 0;
}

/** Does what a registrar shows, or nothing where it cannot show it. */
export const shows = async (
  registrar: Registrar,
  feature: Feature,
  look: () => Promise<boolean>,
): Promise<boolean> => registrar.supports.has(feature) && look();

/** A domain as a change needs it: held at a registrar that takes orders. */
export interface HeldDomain extends ChangeInput {
  clientId: number;
  registrar: Registrar;
}

/**
 * The domain a change is about.
 * @throws DomainError DOMAIN_NOT_FOUND, DOMAIN_WRONG_STATUS, REGISTRAR_NOT_ACTIVE
 */
export async function heldDomain(work: Work, id: number): Promise<HeldDomain> {
  const domain = await domainFor(work, id, {
    id: true,
    name: true,
    clientId: true,
    status: true,
    ...registrarShape,
  });
  if (!(heldStatuses as readonly string[]).includes(domain.status))
    work.fail('DOMAIN_WRONG_STATUS', undefined, { status: domain.status });
  const registrar = requireRegistrar(work.app, domain.registrar);
  return { domainId: domain.id, name: domain.name, clientId: domain.clientId, registrar };
}

/** Begins a change of a held domain, in the command's transaction. */
export const beginChange = <Input extends ChangeInput>(
  work: Work,
  change: TaskKind<Input, ChangeOutcome>,
  { domainId, clientId }: HeldDomain,
  input: Input,
): Promise<number> =>
  work.begin(change, { subject: { type: 'Domain', id: domainId }, clientId, input });
