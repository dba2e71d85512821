import { SandboxSource as Sources, SandboxState as States } from '#generated/prisma/enums.ts';
import { forStaff } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { anyOf, timeSpans, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

/** What a sandbox begins with. */
export const SandboxSource = builder.enumType('SandboxSource', {
  description: 'What a sandbox begins with, besides made-up clients and a bank transfer to pay by.',
  values: {
    COMPANY: {
      description:
        'A copy of what the company sells and how it bills: products, addons, options, TLDs and their prices, promotions, price lists, currencies, taxes, settings, email templates, departments, ticket statuses and custom fields. TLDs are registered at the sandbox registrar and products delivered by `autorelease`. No client, key, webhook, member of staff or account of a provider is copied.',
    },
    NOTHING: { description: 'What every installation begins with.' },
  } satisfies Record<Sources, object> as Record<Sources, { description: string }>,
});

const SandboxState = builder.enumType('SandboxState', {
  description: 'State of a sandbox.',
  values: {
    CREATING: { description: 'It is being made; its key is answered with `SANDBOX_NOT_READY`.' },
    READY: { description: 'It can be used.' },
    FAILED: { description: 'It could not be made. Delete it.' },
    DELETING: { description: 'It is being deleted; its key is not accepted any more.' },
  } satisfies Record<States, object> as Record<States, { description: string }>,
});

/** A company to try things with. */
export const Sandbox = builder.prismaNode('Sandbox', {
  read: 'system:sandbox',
  visible: forStaff,
  description:
    'A company to try things with: a database and a clock of its own behind the same address, chosen by the key. Nothing leaves it but webhooks that are entered there, which are marked.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the sandbox.' }),
    name: t.exposeString('name', { description: 'Name of the sandbox.' }),
    handle: t.exposeString('handle', {
      description:
        'What its tokens begin with after `hgtest_`. Requests without a token, such as a sign-in, choose it by `?sandbox=<handle>`.',
    }),
    state: t.expose('state', { type: SandboxState, description: 'State of the sandbox.' }),
    copyOf: t.expose('copyOf', { type: SandboxSource, description: 'What it began with.' }),
    tokenLast4: t.exposeString('tokenLast4', {
      description: 'Last four characters of its first key.',
    }),
    clockAt: t.expose('clockAt', {
      type: 'DateTime',
      description: 'What its clock shows. It stands still until `advanceClock` is called there.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which it was asked for.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Time from which its key is not accepted any more, and it is deleted.',
    }),
  }),
});

const sandboxList = declareList({
  type: Sandbox,
  noun: 'Sandbox',
  model: 'Sandbox',
  visible: forStaff,
  filter: {
    name: withText(
      (text) => ({ name: includes(text) }),
      'Sandboxes whose name contains this text.',
    ),
    state: anyOf(SandboxState, 'state', 'Sandboxes in these states.'),
    copyOf: anyOf(SandboxSource, 'copyOf', 'Sandboxes that began with one of these.'),
    clockAt: timeSpans('clockAt', 'What their clocks show.'),
    createdAt: timeSpans('createdAt', 'Time at which they were asked for.'),
    expiresAt: timeSpans('expiresAt', 'Time from which they are deleted.'),
  },
  order: {
    ID: ['id', 'By the order of creation.'],
    NAME: ['name', 'By the name.'],
    EXPIRES_AT: ['expiresAt', 'By the time from which they are deleted.'],
  },
  search: (word) => ({ name: includes(word) }),
});

sandboxList.root('sandboxes', {
  description: 'Sandboxes of the company, in the order in which they were created.',
  permission: 'system:sandbox',
});
