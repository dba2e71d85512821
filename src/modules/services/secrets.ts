import type { App } from '#schema/app.ts';

/** What a secret of this module belongs to; each kind is read with its own key and row. */
const contexts = {
  'service-password': (id: number) => `services:${id}`,
  'addon-password': (id: number) => `service_addons:${id}:password`,
  'server-password': (id: number) => `servers:${id}:password`,
  'server-access-hash': (id: number) => `servers:${id}:access-hash`,
  'server-settings': (id: number) => `servers:${id}:settings`,
  'module-function': (id: number) => `services:${id}:function`,
  'module-answer': (id: number) => `services:${id}:answer`,
} as const;

type Purpose = keyof typeof contexts;

/** Encrypts a secret for its row. */
export const encryptSecret = (
  { keyring }: App,
  purpose: Purpose,
  id: number,
  plain: string,
): string => keyring.box(purpose).encrypt(plain, contexts[purpose](id));

/** Reads a secret of a row again. @throws DecryptionFailed */
export const decryptSecret = (
  { keyring }: App,
  purpose: Purpose,
  id: number,
  text: string,
): string => keyring.box(purpose).decrypt(text, contexts[purpose](id));
