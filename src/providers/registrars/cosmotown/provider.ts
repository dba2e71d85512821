import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { cosmotown } from './cosmotown.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'cosmos',
  title: 'Cosmotown',
  docs: ['https://github.com/cosmotown1/reseller'],
  settings: z.object({
    apiKey: setting.secret('API key'),
    currency: setting.text('Currency of the account (ISO 4217)'),
    baseUrl: setting.address('API address', 'https://cosmotown.com/api/reseller/v2.25/'),
  }),
  capabilities: {
    availability: 'Domain Check',
    register: 'Domain Register',
    sync: 'Domain Status: no expiry',
    findOrder: 'Domain Status: processed and paid',
  },
  connect: cosmotown,
});
