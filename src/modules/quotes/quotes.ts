import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { amounts, anyOf, withinDays, rows, nothing } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { idIn, includes } from '#schema/text-filter.ts';
import { Quote, QuoteStage } from './quote.ts';
import { visibleQuotes } from './visible.ts';

const openStages = ['DRAFT', 'DELIVERED', 'ON_HOLD'] as const;

/** As `stage` shows it: an open quote past its last day is expired, before the daily run too. */
function inStage(stage: typeof QuoteStage.$inferType): Prisma.QuoteWhereInput {
  const day = toDate(today());
  const lapsed = { stage: { in: [...openStages] }, validUntilOn: { lt: day } };
  if (stage === 'EXPIRED') return { OR: [{ stage }, lapsed] };
  const isOpen = openStages.some((open) => open === stage);
  return isOpen ? { stage, validUntilOn: { gte: day } } : { stage };
}

/** Lists of quotes. */
export const quoteList = declareList({
  type: Quote,
  noun: 'Quote',
  model: 'Quote',
  visible: visibleQuotes,
  filter: {
    id: rows('Quote', 'id', 'These quotes.'),
    client: rows('Client', 'clientId', 'Quotes for these clients; null for prospects.'),
    stage: anyOf(
      QuoteStage,
      (stages: (typeof QuoteStage.$inferType)[]) => ({ OR: [nothing, ...stages.map(inStage)] }),
      'Quotes in these stages.',
    ),
    createdOn: withinDays('createdOn', 'Date of the quote.'),
    modifiedOn: withinDays('modifiedOn', 'Day of the last change.'),
    validUntilOn: withinDays('validUntilOn', 'Last day on which it can be accepted.'),
    total: amounts('total', 'Sum of the lines with tax.'),
  },
  order: {
    ID: ['id', 'By numeric ID, the order in which quotes were written.'],
    CLIENT: ['clientId', 'By the client they are for.'],
    STAGE: ['stage', 'By their stage.'],
    CREATED_ON: ['createdOn', 'By their date.'],
    VALID_UNTIL: ['validUntilOn', 'By their last day.'],
    SUBJECT: ['subject', 'By their subject, alphabetically.'],
    TOTAL: ['total', 'By their total.'],
  },
  search: (word) => ({ OR: [{ subject: includes(word) }, { id: idIn(word) }] }),
  totals: { total: ['total', 'Sum of the totals.'] },
});

builder.queryField('quote', (t) =>
  t.prismaField({
    type: Quote,
    nullable: true,
    description: 'Look up a quote; null if there is none that the actor may see.',
    authScopes: { permission: 'quotes:read' },
    args: {
      id: t.arg.globalID({
        for: Quote,
        required: true,
        description: 'ID of the quote to look up.',
      }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.quote.findFirst({ ...query, where: { AND: [{ id: keyOf(id) }, visibleQuotes(actor)] } }),
  }),
);

quoteList.root('quotes', {
  description:
    'Quotes the actor may see: all for staff, delivered and later ones for their client.',
  permission: 'quotes:read',
  legacy: 'GetQuotes',
});

quoteList.under('Client', 'quotes', 'quotes', {
  description: 'Quotes for the client; newest first where no order is asked for.',
  usual: [{ id: 'desc' }],
  column: 'clientId',
});
