import { defineProvider, ProviderError, sendDirect, setting, z } from '#providers/public.ts';

/** A fraud service of the proof's own, as a provider package: it answers at an address on loopback. */
export default defineProvider({
  kind: 'fraud',
  name: 'proof',
  title: 'Fraud check of a proof',
  docs: [],
  settings: z.object({ url: setting.text('Address') }),
  capabilities: { check: 'made up' },
  connect: ({ url }) => ({
    name: 'proof',
    displayName: 'Fraud check of a proof',
    check: async ({ transactionId }) => {
      const { status } = await sendDirect({ url, method: 'POST', body: transactionId });
      if (status !== 200) throw new ProviderError('NOT_SENT', 'The fraud service is busy.');
      return { score: '5.25', risk: 'LOW', warnings: [], raw: {} };
    },
  }),
});
