import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';

const score = (title: string) =>
  z
    .string()
    .regex(/^\d{1,2}(\.\d{1,2})?$/, 'is not a score from 0 to 99')
    .optional()
    .meta({ title });

export default defineProvider({
  kind: 'fraud',
  name: 'minfraud',
  title: 'MaxMind minFraud',
  docs: ['https://dev.maxmind.com/minfraud/api-documentation/'],
  settings: z.object({
    accountId: setting.text('Account ID'),
    licenseKey: setting.secret('License Key'),
    host: z
      .string()
      .regex(/^[a-z0-9.-]{1,253}$/i, 'is not the name of a host')
      .optional()
      .meta({ title: 'Host (sandbox.maxmind.com to try it)' }),
    reviewFrom: score('Review from Score'),
    rejectFrom: score('Reject from Score'),
  }),
  capabilities: { check: 'Score' },
  async connect({ accountId, licenseKey, host, reviewFrom, rejectFrom }) {
    // MaxMind's library is a large one: it is loaded where it is used.
    const { connectMinFraud } = await import('./minfraud.ts');
    return connectMinFraud({
      accountId,
      licenseKey,
      ...(host && { host }),
      ...(reviewFrom && { reviewFrom }),
      ...(rejectFrom && { rejectFrom }),
    });
  },
});
