import { forStaff } from '#modules/access/visible.ts';
import '#modules/domains/registrars/registrar.ts';
import { builder } from '#schema/builder.ts';
import { rows, texts, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

const RegistrarMessage = builder.prismaNode('RegistrarMessage', {
  description:
    "A message of a registrar's queue, such as a registry's news of a transfer; stored and acted on before it was acknowledged. For staff.",
  id: { field: 'id' },
  read: 'domains:configure',
  visible: forStaff,
  select: {},
  fields: (t) => ({
    messageId: t.exposeString('messageId', {
      description: "The registrar's own ID of the message.",
    }),
    text: t.exposeString('text', { description: "The registrar's own words." }),
    registrar: t.relation('registrar', { description: 'The registrar whose message it is.' }),
    domainName: t.exposeString('domainName', {
      nullable: true,
      description: 'Name of the domain that the message is about; null if it names none.',
    }),
    domain: t.relation('domain', {
      nullable: true,
      description: 'The domain of that name at the registrar; null if there is none here.',
    }),
    queuedAt: t.expose('queuedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the registrar queued the message; null if it did not say.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the message was read.',
    }),
  }),
});

const messages = declareList({
  type: RegistrarMessage,
  noun: 'RegistrarMessage',
  model: 'RegistrarMessage',
  visible: forStaff,
  filter: {
    registrar: rows('Registrar', 'registrarId', 'Messages of these registrars.'),
    domain: rows('Domain', 'domainId', 'Messages about these domains; null for none of ours.'),
    domainName: texts(
      (names) => ({ domainName: { in: [...names] } }),
      'Messages that name these domains.',
    ),
    createdAt: timeSpans('createdAt', 'Time the message was read.'),
  },
  order: {
    ID: ['id', 'By the order of reading.'],
    CREATED_AT: ['createdAt', 'By the time of reading.'],
  },
  search: (word) => ({ OR: [{ text: includes(word) }, { domainName: includes(word) }] }),
});

messages.root('registrarMessages', {
  description: "Messages of registrars' queues, in the order in which they were read.",
  permission: 'domains:configure',
  isForStaff: true,
});
