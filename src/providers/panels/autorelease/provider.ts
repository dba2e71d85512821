import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';

/** No panel: what is to be done is put on the staff's to-do list, and e-mailed where asked. */
export default defineProvider({
  kind: 'panel',
  name: 'autorelease',
  title: 'Auto Release',
  docs: [],
  settings: z.object({}),
  packageSettings: z.object({
    createToDo: setting.flag('Create To-Do Item', true),
    notifyEmail: setting.optional('Notify by E-mail'),
  }),
  capabilities: {},
  connect: () => ({}),
});
