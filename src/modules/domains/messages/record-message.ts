import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { RegistrarMessage } from '#providers/registrars/domain-data.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import type { Work } from '#schema/work.ts';
import { likeliestFirst } from '#modules/domains/domains.ts';
import { applySync } from '#modules/domains/life/sync.ts';
import { askAfterOrder, waitingShape } from '#modules/domains/ordering/pending-orders.ts';
import { heldStatuses } from '#modules/domains/visible.ts';

const LIMIT = { timeoutMs: 20_000 };

/** Where a message came from. */
export interface MessageSource {
  id: number;
  label: string;
  registrar: Registrar;
}

type Named = Prisma.DomainGetPayload<{ select: typeof waitingShape }>;

/**
 * Acts on a message and stores it, before it is acknowledged: the domain it names is brought to what
 * its registrar says now, since a message may be older than what has happened since. A person gets a
 * to-do where one has to decide, or where books and registrar do not agree. A message that was stored
 * before does nothing.
 * @throws ProviderError while the registrar cannot be asked about the domain; nothing is stored then
 */
export async function recordMessage(
  app: App,
  source: MessageSource,
  message: RegistrarMessage,
): Promise<void> {
  const { id: messageId, text, domain: domainName, queuedAt } = message;
  const key = { registrarId_messageId: { registrarId: source.id, messageId } };
  const known = await app.db.registrarMessage.findUnique({ where: key });
  // A registry may count anew: another text under a number that was used is another message.
  if (known?.text === text && known.queuedAt?.getTime() === queuedAt?.getTime()) return;
  const domain = domainName ? await domainNamed(app, source.id, domainName) : null;
  const { apply, problem } = domain ? await lookAt(app, source, domain) : nothingKnown;
  const action = { action: 'registrar.message', input: { registrarId: source.id, messageId } };
  await systemAction(app, action, async (work) => {
    const row = { text, domainName, domainId: domain?.id ?? null, queuedAt };
    await work.tx.registrarMessage.upsert({
      where: key,
      create: { registrarId: source.id, messageId, ...row },
      update: row,
    });
    const disagreement = (await apply(work)) || problem;
    if (message.needsDecision || disagreement) await addTodo(work, source, message, disagreement);
  });
}

const domainNamed = (app: App, registrarId: number, name: string): Promise<Named | null> =>
  app.db.domain.findFirst({
    where: { name, registrarId },
    orderBy: likeliestFirst,
    select: waitingShape,
  });

/** What is to be recorded of the domain, and what a person has to look at. */
interface Finding {
  apply: (work: Work) => Promise<string>;
  problem: string;
}

const nothing = async () => '';
const nothingKnown: Finding = { apply: nothing, problem: 'It names no domain in these books.' };
const waiting = ['PENDING_REGISTRATION', 'PENDING_TRANSFER'];

async function lookAt(app: App, { registrar }: MessageSource, domain: Named): Promise<Finding> {
  try {
    if (waiting.includes(domain.status)) {
      await askAfterOrder(app, domain);
      return { apply: nothing, problem: '' };
    }
    const state = await registrar.sync(domain.name, LIMIT);
    if ((heldStatuses as readonly string[]).includes(domain.status))
      return { apply: (work) => applySync(work, domain.id, state), problem: '' };
    const isGone = ['absent', 'cancelled', 'transferredAway'].includes(state.status);
    const problem = isGone ? '' : `It is ${domain.status} here and ${state.status} there.`;
    return { apply: nothing, problem };
  } catch (error) {
    // A registrar that answers has said what it knows; one that does not is asked again.
    if (!(error instanceof ProviderError) || error.outcome !== 'REFUSED') throw error;
    return { apply: nothing, problem: error.message };
  }
}

async function addTodo(
  { tx, announce }: Work,
  { label }: MessageSource,
  { id, text, domain, needsDecision }: RegistrarMessage,
  disagreement: string,
): Promise<void> {
  const decision = needsDecision ? 'It has to be answered at the registrar.' : '';
  const description = [domain && `About ${domain}.`, text, disagreement, decision]
    .filter(Boolean)
    .join('\n');
  const title = `Message ${id} of ${label} needs attention`;
  const data = { title, description, notedOn: toDate(today()) };
  const row = await tx.todoItem.create({ data, select: { id: true } });
  announce('todo.added', { todoItemId: row.id });
}
