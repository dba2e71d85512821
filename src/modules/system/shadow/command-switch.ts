import type { AnsweringSystem as AnsweredBy } from '#generated/prisma/client.ts';
import { ApiCredential } from '#modules/access/api-credential.ts';
import { forStaff } from '#modules/access/visible.ts';
import type { App } from '#schema/app.ts';
import { builder } from '#schema/builder.ts';
import { rows, texts } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

export const AnsweringSystem = builder.enumType('AnsweringSystem', {
  description: 'System that answers the calls of a legacy command.',
  values: {
    HOSTGRAPH: { description: 'This gateway alone; the old system is not called.' },
    OLD_SYSTEM: {
      description: 'The old system at `SHADOW_UPSTREAM`; this gateway only compares.',
    },
  } as const,
});

export const CommandSwitch = builder.prismaNode('CommandSwitch', {
  read: 'access:configure',
  visible: forStaff,
  description:
    'Choice of the system that answers a legacy command of /rapi while `SHADOW_UPSTREAM` is set. The choice for an API credential goes before the one for all; without either, the old system answers.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    command: t.exposeString('command', {
      description: 'Name of the legacy command, such as `GetClients`.',
    }),
    credential: t.relation('credential', {
      nullable: true,
      description:
        'API credential whose calls are meant. Null for all that have no choice of their own.',
    }),
    answeredBy: t.expose('answeredBy', {
      type: AnsweringSystem,
      description: 'System that answers these calls.',
    }),
    switchedAt: t.expose('switchedAt', {
      type: 'DateTime',
      description: 'Time of the choice. Who made it is in the audit trail.',
    }),
  }),
});

const switchList = declareList({
  type: CommandSwitch,
  noun: 'CommandSwitch',
  model: 'CommandSwitch',
  visible: forStaff,
  filter: {
    command: texts((names) => ({ command: { in: [...names] } }), 'Choices for these commands.'),
    credential: rows(
      'ApiCredential',
      'credentialId',
      'Choices for these API credentials; null means those for all.',
    ),
  },
  order: {
    ID: ['id', 'By the order of the first choice.'],
    COMMAND: ['command', 'By the name of the command.'],
    SWITCHED_AT: ['switchedAt', 'By the time of the choice.'],
  },
  usual: [{ command: 'asc' }, { id: 'asc' }],
  search: (word) => ({ command: includes(word) }),
});

switchList.root('commandSwitches', {
  description: 'Legacy commands that were switched over to this gateway, or back.',
  permission: 'access:configure',
});

switchList.under(ApiCredential, 'commandSwitches', 'commandSwitches', {
  description: 'Choices of the system that answers legacy commands of this API credential.',
});

/** Which system answers a command of a credential; null for a key that is not known here. */
export async function answeringSystem(
  { authCache, db }: App,
  command: string,
  credentialId: number | null,
): Promise<AnsweredBy> {
  const all = await authCache.get('command-switches', () =>
    db.commandSwitch.findMany({ select: { command: true, credentialId: true, answeredBy: true } }),
  );
  const ofCommand = all?.filter((one) => one.command === command) ?? [];
  const own = ofCommand.find((one) => one.credentialId === credentialId);
  const choice = own ?? ofCommand.find((one) => one.credentialId === null);
  return choice?.answeredBy ?? 'OLD_SYSTEM';
}
