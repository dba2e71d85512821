import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { diskStorage } from './disk.ts';

export default defineProvider({
  kind: 'storage',
  name: 'disk',
  title: 'Folder of this machine',
  docs: [],
  settings: z.object({ folder: setting.text('Folder') }),
  capabilities: { put: 'none needed', get: 'none needed', delete: 'none needed' },
  connect: ({ folder }) => diskStorage(folder),
});
