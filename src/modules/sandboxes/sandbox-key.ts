import { randomBytes } from 'node:crypto';
import type { App } from '#schema/app.ts';

/** What the encryption key of a sandbox is bound to. */
export const sandboxKeys = {
  purpose: 'sandbox-key',
  context: (name: string) => `sandboxes:${name}`,
};

/** A new encryption key for a sandbox, as it is stored. */
export const newSandboxKey = ({ keyring }: App, name: string): string =>
  keyring
    .box(sandboxKeys.purpose)
    .encrypt(`sandbox:${randomBytes(32).toString('base64')}`, sandboxKeys.context(name));

/** The encryption key of a sandbox. It has one of its own, so that nothing signed there holds here. */
export const sandboxKeyOf = (
  { keyring }: App,
  { name, keyEncrypted }: { name: string; keyEncrypted: string },
): string => keyring.box(sandboxKeys.purpose).decrypt(keyEncrypted, sandboxKeys.context(name));
