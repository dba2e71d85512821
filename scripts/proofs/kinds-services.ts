import { addService } from '#test/services/store.ts';
import {
  about,
  type Call,
  each,
  keyless,
  operation,
  type Press,
  type Rule,
} from './kinds-press.ts';
import type { Stage } from './kinds-stage.ts';

/** How a kind of task about an account begins, and by which call its panel knows it. */
interface ServiceWork {
  mutation: string;
  input?: object;
  /** The function of WHM that does it. */
  path: string;
  rule: Rule;
  /** Whether it begins suspended. */
  isSuspended?: boolean;
  needsPerson?: boolean;
}

const works: Readonly<Record<string, ServiceWork>> = {
  'module.suspend': { mutation: 'moduleSuspend', path: 'suspendacct', rule: 'again' },
  'module.unsuspend': {
    mutation: 'moduleUnsuspend',
    path: 'unsuspendacct',
    rule: 'again',
    isSuspended: true,
  },
  'module.terminate': { mutation: 'moduleTerminate', path: 'removeacct', rule: 'again' },
  'module.changePackage': { mutation: 'moduleChangePackage', path: 'changepackage', rule: 'again' },
  'module.changePassword': {
    mutation: 'moduleChangePassword',
    input: { password: 'Correct-Horse-7' },
    path: 'passwd',
    rule: 'again',
  },
  'module.custom': {
    mutation: 'moduleCustom',
    input: { function: 'createLoginLink' },
    path: 'create_user_session',
    rule: 'once',
    needsPerson: true,
  },
};

/** The kinds of tasks about accounts. */
export const serviceKinds = ['module.create', ...Object.keys(works), 'moduleQueue.retry'];

/** So many pieces of work of each of those kinds. */
export async function servicePresses(stage: Stage, count: number): Promise<Press[]> {
  const presses = await each(count, (place) => creation(stage, place));
  for (const [kind, work] of Object.entries(works))
    presses.push(
      ...(await each(count, async (place) => {
        const { id, user } = await account(stage, `${kind.replace('module.', '')}${place}.example`);
        if (work.isSuspended) await act(stage, 'moduleSuspend', id);
        const send = operation(work.mutation, { serviceId: `Service:${id}`, ...work.input });
        const calls = () => callsOf(stage, work.path, user);
        const { rule, needsPerson = false } = work;
        const subject = about('Service', id);
        return { kind, key: `${kind}-${place}`, send, subject, calls, rule, needsPerson };
      })),
    );
  return [...presses, ...(await each(count, (place) => refused(stage, place)))];
}

async function act({ gateway }: Stage, mutation: string, id: number): Promise<void> {
  const { mutation: text, input } = operation(mutation, { serviceId: `Service:${id}` });
  await gateway.data(text, { input });
}

/** The number of a new service, and the name of its account. */
async function account(stage: Stage, domainName: string): Promise<{ id: number; user: string }> {
  const { gateway, db, clientId, store } = stage;
  const id = await addService(gateway, clientId, store.hosting, { domainName });
  await act(stage, 'moduleCreate', id);
  const { username } = await db.service.findUniqueOrThrow({ where: { id } });
  return { id, user: username };
}

const callsOf = ({ panel }: Stage, path: string, user: string): Call[] =>
  keyless(
    panel.seen.filter(({ path: seen, text }) => {
      const form = new URLSearchParams(text);
      return seen.endsWith(`/${path}`) && [form.get('user'), form.get('username')].includes(user);
    }),
  );

async function creation(stage: Stage, place: number): Promise<Press> {
  const { gateway, clientId, store, panel } = stage;
  const domainName = `create${place}.example`;
  const id = await addService(gateway, clientId, store.hosting, { domainName });
  const accounts = () => [...panel.accounts.values()].filter(({ domain }) => domain === domainName);
  return {
    kind: 'module.create',
    key: `module.create-${place}`,
    send: operation('moduleCreate', { serviceId: `Service:${id}` }),
    subject: about('Service', id),
    calls: () => keyless(accounts()),
    // An account that is there already is recognised by its domain.
    rule: 'once',
  };
}

/** A suspension that the panel refuses, as it has lost the account, until that is back. */
async function refused(stage: Stage, place: number): Promise<Press> {
  const { panel, db } = stage;
  const { id, user } = await account(stage, `lost${place}.example`);
  const lost = panel.accounts.get(user)!;
  panel.accounts.delete(user);
  return {
    kind: 'moduleQueue.retry',
    key: `moduleQueue.retry-${place}`,
    send: operation('moduleSuspend', { serviceId: `Service:${id}` }),
    subject: async () => {
      const entry = await db.moduleQueueEntry.findFirst({ where: { serviceId: id } });
      return entry && { type: 'ModuleQueueEntry', id: entry.id };
    },
    calls: () => callsOf(stage, 'suspendacct', user),
    rule: 'again',
    wrong: () => (lost.suspended ? null : 'The account is not suspended.'),
    taken: () => void panel.accounts.set(user, lost),
    isRefused: true,
  };
}
