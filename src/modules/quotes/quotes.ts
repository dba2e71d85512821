import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { Quote, QuoteStage } from './quote.ts';
import { visibleQuotes } from './visible.ts';

const QuoteFilter = builder.inputType('QuoteFilter', {
  description: 'Narrows quotes down; what is given must all hold.',
  fields: (t) => ({
    id: t.globalID({ for: Quote, description: 'This one.' }),
    clientId: t.globalID({ for: Client, description: 'Of this client.' }),
    stage: t.field({ type: QuoteStage, description: 'Where they stand.' }),
    createdOn: t.field({ type: 'Date', description: 'Dated this day.' }),
    modifiedOn: t.field({ type: 'Date', description: 'Last changed on this day.' }),
    validUntilOn: t.field({ type: 'Date', description: 'With this last day.' }),
  }),
});

const QuoteOrderField = builder.enumType('QuoteOrderField', {
  description: 'What quotes can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of writing.' },
    CLIENT: { value: 'clientId', description: 'Whose they are.' },
    STAGE: { value: 'stage', description: 'Where they stand.' },
    VALID_UNTIL: { value: 'validUntilOn', description: 'Their last day.' },
    SUBJECT: { value: 'subject', description: 'What they are about.' },
  } as const,
});

const QuoteOrder = builder.inputType('QuoteOrder', {
  description: 'How quotes are sorted.',
  fields: (t) => ({
    field: t.field({ type: QuoteOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('quotes', (t) =>
  t.prismaConnection({
    type: Quote,
    cursor: place,
    description: 'The quotes the actor may see.',
    authScopes: { permission: 'quotes:read' },
    extensions: legacyExtensions('GetQuotes', 'quotes:read'),
    args: {
      filter: t.arg({ type: QuoteFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: QuoteOrder, description: 'In which order (default: as written).' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.quote.count({ where: quotesWhere(filter, visibleQuotes(actor)) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.quote.findMany({
        ...skipping(query, offset),
        where: quotesWhere(filter, visibleQuotes(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.QuoteOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

type Filter = typeof QuoteFilter.$inferInput;

const openStages = ['DRAFT', 'DELIVERED', 'ON_HOLD'] as const;

/** As `stage` shows it: an open quote past its last day is expired, before the daily run too. */
function inStage(stage: typeof QuoteStage.$inferType): Prisma.QuoteWhereInput {
  const day = toDate(today());
  const lapsed = { stage: { in: [...openStages] }, validUntilOn: { lt: day } };
  if (stage === 'EXPIRED') return { OR: [{ stage }, lapsed] };
  const isOpen = openStages.some((open) => open === stage);
  return isOpen ? { stage, validUntilOn: { gte: day } } : { stage };
}

function quotesWhere(
  filter: Filter | null | undefined,
  visible: Prisma.QuoteWhereInput,
): Prisma.QuoteWhereInput {
  const { id, clientId, stage, createdOn, modifiedOn, validUntilOn } = filter ?? {};
  return {
    AND: [
      visible,
      {
        ...(id && { id: keyOf(id) }),
        ...(clientId && { clientId: keyOf(clientId) }),
        ...(stage && inStage(stage)),
        ...(createdOn && { createdOn }),
        ...(modifiedOn && { modifiedOn }),
        ...(validUntilOn && { validUntilOn }),
      },
    ],
  };
}
