import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { connectMailIn } from './mailin.ts';

export default defineProvider({
  kind: 'gateway',
  name: 'mailin',
  title: 'Bank Transfer',
  docs: [],
  settings: z.object({ instructions: setting.area('Instructions') }),
  capabilities: { createPayment: 'none needed: the client reads the instructions' },
  connect: connectMailIn,
});
