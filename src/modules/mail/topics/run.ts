import { dayIn } from '#modules/mail/company.ts';
import type { ReadTopic } from '#modules/mail/topic.ts';

/** What the daily run did. */
export const runTopic: ReadTopic = async ({ tx }, id) => {
  const run = await tx.automationRun.findUnique({
    where: { id },
    include: { entries: { orderBy: { id: 'asc' } } },
  });
  if (!run) return null;
  const failures = run.entries.flatMap(({ namespace, details }) =>
    ((details ?? []) as { what: string; why: string }[]).map((failure) => ({
      step: namespace,
      ...failure,
    })),
  );
  return {
    clientId: null,
    values: (company) => ({
      run: {
        on: dayIn(company, run.runOn),
        is_clean: failures.length === 0,
        steps: run.entries.map(({ namespace, total, succeeded, failed }) => ({
          name: namespace,
          total,
          succeeded,
          failed,
        })),
        failures,
      },
    }),
  };
};
