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
  description: 'Conditions for quotes. All given conditions must hold.',
  fields: (t) => ({
    id: t.globalID({ for: Quote, description: 'Only the quote with this ID.' }),
    clientId: t.globalID({ for: Client, description: 'Only quotes for this client.' }),
    stage: t.field({ type: QuoteStage, description: 'Only quotes in this stage.' }),
    createdOn: t.field({ type: 'Date', description: 'Only quotes dated this day.' }),
    modifiedOn: t.field({ type: 'Date', description: 'Only quotes last changed on this day.' }),
    validUntilOn: t.field({ type: 'Date', description: 'Only quotes whose last day is this one.' }),
  }),
});

const QuoteOrderField = builder.enumType('QuoteOrderField', {
  description: 'Fields by which quotes can be sorted.',
  values: {
    ID: { value: 'id', description: 'By numeric ID, the order in which quotes were written.' },
    CLIENT: { value: 'clientId', description: 'By the client they are for.' },
    STAGE: { value: 'stage', description: 'By their stage.' },
    VALID_UNTIL: { value: 'validUntilOn', description: 'By their last day.' },
    SUBJECT: { value: 'subject', description: 'By their subject, alphabetically.' },
  } as const,
});

const QuoteOrder = builder.inputType('QuoteOrder', {
  description: 'Sort order of quotes.',
  fields: (t) => ({
    field: t.field({
      type: QuoteOrderField,
      required: true,
      description: 'Field to sort quotes by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Sort direction.',
    }),
  }),
});

builder.queryField('quotes', (t) =>
  t.prismaConnection({
    type: Quote,
    cursor: place,
    description:
      'Quotes the actor may see: all for staff, delivered and later ones for their client.',
    authScopes: { permission: 'quotes:read' },
    extensions: legacyExtensions('GetQuotes', 'quotes:read'),
    args: {
      filter: t.arg({
        type: QuoteFilter,
        description: 'Conditions the quotes must meet. Default: all visible quotes.',
      }),
      orderBy: t.arg({
        type: QuoteOrder,
        description: 'Sort order. Default: by ID, oldest first.',
      }),
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
