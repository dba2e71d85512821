import { toDate } from '#core/dates.ts';
import { runAsSystem } from '#schema/run-as-system.ts';
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
  due: async ({ db }, day) => {
    const quotes = await db.quote.findMany({
      where: lapsed(day),
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    return quotes.map(({ id }) => id);
  },
  handle: async (app, quoteId, day) => {
    let outcome: StepOutcome = 'idle';
    await runAsSystem(app, { action: 'quote.expire', input: { quoteId } }, async (work) => {
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
