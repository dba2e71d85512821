import { toDate } from '#core/dates.ts';
import { systemAction } from '#schema/system-action.ts';
import { dailyStep, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import type { Prisma } from '#generated/prisma/client.ts';

/** Quotes that nobody accepted in time. Their last day is still in time. */
const lapsed = (day: string): Prisma.QuoteWhereInput => ({
  stage: { in: ['DRAFT', 'DELIVERED', 'ON_HOLD'] },
  validUntilOn: { lt: toDate(day) },
});

dailyStep({
  name: 'quotes',
  about: 'Quote',
  due: async ({ db }, day, of) => {
    const quotes = await db.quote.findMany({
      where: { ...lapsed(day), ...of },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    return quotes.map(({ id }) => id);
  },
  handle: async (app, quoteId, day) => {
    let outcome: StepOutcome = 'idle';
    await systemAction(app, { action: 'quote.expire', input: { quoteId } }, async (work) => {
      const [expired] = await work.tx.quote.updateManyAndReturn({
        where: { AND: [{ id: quoteId }, lapsed(day)] },
        data: { stage: 'EXPIRED', modifiedOn: toDate(day) },
      });
      if (!expired) return;
      work.announce('quote.expired', { quoteId, clientId: expired.clientId });
      outcome = 'done';
    });
    return outcome;
  },
});
