import { ProviderError } from '#core/provider-error.ts';
import type { FraudCheck } from './fraud-check.ts';

/** A fraud module: what it asks for and how it is reached. */
export interface FraudModule {
  displayName: string;
  fields: { name: string; displayName: string; fieldType: 'text' | 'password' }[];
  /** Takes the settings as stored (texts). */
  connect(settings: Record<string, string>): Promise<FraudCheck>;
}

/** Fraud module name → module. */
export const frauds: Readonly<Record<string, FraudModule>> = {
  minfraud: {
    displayName: 'MaxMind minFraud',
    fields: [
      { name: 'accountId', displayName: 'Account ID', fieldType: 'text' },
      { name: 'licenseKey', displayName: 'License Key', fieldType: 'password' },
      { name: 'host', displayName: 'Host (sandbox.maxmind.com to try it)', fieldType: 'text' },
      { name: 'reviewFrom', displayName: 'Review from Score', fieldType: 'text' },
      { name: 'rejectFrom', displayName: 'Reject from Score', fieldType: 'text' },
    ],
    async connect({ accountId, licenseKey, host, reviewFrom, rejectFrom }) {
      if (!accountId || !licenseKey)
        throw new ProviderError('NOT_SENT', 'minFraud needs accountId and licenseKey.');
      for (const [name, value] of Object.entries({ reviewFrom, rejectFrom }))
        if (value && !/^\d{1,2}(\.\d{1,2})?$/.test(value))
          throw new ProviderError('NOT_SENT', `The setting ${name} is not a score from 0 to 99.`);
      if (host && !/^[a-z0-9.-]{1,253}$/i.test(host))
        throw new ProviderError('NOT_SENT', 'The setting host is not the name of a host.');
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
  },
};
