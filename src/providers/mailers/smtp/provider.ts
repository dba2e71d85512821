import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';

export default defineProvider({
  kind: 'mailer',
  name: 'smtp',
  title: 'SMTP server',
  docs: ['https://www.rfc-editor.org/rfc/rfc5321'],
  settings: z.object({
    url: setting.secret('Address, smtp:// or smtps://, with user and password'),
  }),
  capabilities: { send: 'RFC 5321', test: 'RFC 4954' },
  async connect({ url }) {
    // The mail library is a large one: it is loaded where it is used.
    const { connectSmtp } = await import('./smtp.ts');
    return connectSmtp(url);
  },
});
