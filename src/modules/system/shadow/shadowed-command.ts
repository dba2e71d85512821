import { ApiCredential } from '#modules/access/api-credential.ts';
import { forStaff } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { numbers, rows, texts } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { AnsweringSystem, answeringSystem } from './command-switch.ts';

const UncomparedReason = builder.enumType('UncomparedReason', {
  description: 'Why a call that the old system answered was not compared.',
  values: {
    KEY_UNKNOWN: { description: 'The key is not known here, so nothing could be run for it.' },
    ASKS_PROVIDER: {
      description: 'It would have asked a provider, which nothing does a second time.',
    },
    NO_DRY_RUN: { description: 'A change that has no dry run, such as signing in.' },
    NOT_JSON: { description: 'The reply of the old system was not JSON.' },
    TOO_LARGE: { description: 'The reply of the old system was larger than 2 MiB.' },
    BUSY: { description: 'Too many calls were waiting to be compared.' },
    UNAVAILABLE: { description: 'The database here was away.' },
  } as const,
});

interface Differing {
  differencePath: string;
  differenceOld: string | null;
  differenceOwn: string | null;
  differedAt: Date;
}

const ReplyDifference = builder.objectRef<Differing>('ReplyDifference').implement({
  read: null,
  description:
    'First field in which two replies to a call differ. Passwords, tokens and the like are dots.',
  fields: (t) => ({
    path: t.exposeString('differencePath', {
      description:
        'Field, such as `clients.client[0].email`; `HTTP status` where that differs already.',
    }),
    oldValue: t.exposeString('differenceOld', {
      nullable: true,
      description:
        'Value from the old system as JSON, cut if long. Null where it had no such field.',
    }),
    ownValue: t.exposeString('differenceOwn', {
      nullable: true,
      description: 'Value from this gateway as JSON, cut if long. Null where it had no such field.',
    }),
    at: t.expose('differedAt', { type: 'DateTime', description: 'Time of the call.' }),
  }),
});

export const ShadowedCommand = builder.prismaNode('ShadowedCommand', {
  read: 'access:configure',
  visible: forStaff,
  description:
    'Calls of a legacy command that the old system answered while this gateway compared, for one API credential.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    command: t.exposeString('command', {
      description: 'Name of the legacy command. Names that do not exist are counted as `Unknown`.',
    }),
    credential: t.relation('credential', {
      nullable: true,
      description: 'API credential of the calls. Null for keys that are not known here.',
    }),
    answeredBy: t.field({
      type: AnsweringSystem,
      description: 'System that answers such a call now.',
      select: { command: true, credentialId: true },
      resolve: ({ command, credentialId }, _args, { app }) =>
        answeringSystem(app, command, credentialId),
    }),
    count: t.exposeInt('calls', {
      description: 'Number of calls that the old system answered.',
    }),
    equalCount: t.exposeInt('equalCount', {
      description: 'Number of calls to which both systems replied the same.',
    }),
    differentCount: t.exposeInt('differentCount', {
      description: 'Number of calls to which the systems replied differently.',
    }),
    uncomparedCount: t.exposeInt('uncomparedCount', {
      description: 'Number of calls that were not compared.',
    }),
    equalInRow: t.exposeInt('equalInRow', {
      description: 'Number of calls with the same reply since the latest that differed.',
    }),
    uncomparedReason: t.expose('uncomparedReason', {
      type: UncomparedReason,
      nullable: true,
      description: 'Why the latest of the calls that were not compared was not.',
    }),
    difference: t.field({
      type: ReplyDifference,
      nullable: true,
      description: 'Where the latest replies that differed do so first. Null while none has.',
      select: {
        differencePath: true,
        differenceOld: true,
        differenceOwn: true,
        differedAt: true,
      },
      resolve: ({ differencePath, differedAt, ...values }) =>
        differencePath === null || differedAt === null
          ? null
          : { differencePath, differedAt, ...values },
    }),
    firstAt: t.expose('firstAt', {
      type: 'DateTime',
      description: 'Time of the first call, to some seconds.',
    }),
    lastAt: t.expose('lastAt', {
      type: 'DateTime',
      description: 'Time of the latest call, to some seconds.',
    }),
  }),
});

const shadowList = declareList({
  type: ShadowedCommand,
  noun: 'ShadowedCommand',
  model: 'ShadowedCommand',
  visible: forStaff,
  filter: {
    command: texts((names) => ({ command: { in: [...names] } }), 'Calls of these commands.'),
    credential: rows(
      'ApiCredential',
      'credentialId',
      'Calls of these API credentials; null means keys that are not known here.',
    ),
    differentCount: numbers('differentCount', 'Number of calls with different replies.'),
    uncomparedCount: numbers('uncomparedCount', 'Number of calls that were not compared.'),
  },
  order: {
    ID: ['id', 'By the order of the first call.'],
    COMMAND: ['command', 'By the name of the command.'],
    COUNT: ['calls', 'By the number of calls.'],
    DIFFERENT_COUNT: ['differentCount', 'By the number of calls with different replies.'],
    LAST_AT: ['lastAt', 'By the time of the latest call.'],
  },
  usual: [{ differentCount: 'desc' }, { calls: 'desc' }],
  search: (word) => ({ command: includes(word) }),
});

shadowList.root('shadowedCommands', {
  description:
    'Legacy commands of /rapi that the old system at `SHADOW_UPSTREAM` answered, and how its replies compare with those from here; most differences first. Counts of the last seconds may be missing.',
  permission: 'access:configure',
});

shadowList.under(ApiCredential, 'shadowedCommands', 'shadowedCommands', {
  description:
    'Legacy commands of this API credential that the old system answered, and how its replies compare with those from here.',
});
