import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { connectSandboxGateway } from './sandbox.ts';

const none = 'none needed: it works its answers out of what it is asked';

export default defineProvider({
  kind: 'gateway',
  name: 'sandbox',
  title: 'Sandbox',
  docs: [],
  settings: z.object({}),
  capabilities: {
    createPayment: none,
    complete: none,
    capture: none,
    refund: none,
    find: none,
    storeMethod: none,
    deleteMethod: none,
    endSubscription: none,
  },
  connect: connectSandboxGateway,
});
