import { z } from 'zod';
import { DecryptionFailed } from '#core/secret.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';

/** Texts of programs are in a box of their own: nothing else that is stored can be read by this. */
const boxOf = ({ app }: Work) => app.keyring.box('encrypt-password');
const CONTEXT = 'encrypt-password';

command('encryptPassword', {
  legacy: 'EncryptPassword',
  description:
    'Encrypt a text with the newest key of the installation. Encrypting the same text twice gives different results. Needs a permission that `*` does not include.',
  permission: 'access:encrypt',
  input: (t) => ({
    password: t.field({
      type: 'Secret',
      required: true,
      description: 'Text to encrypt.',
      validate: z.string().min(1, 'is required').max(10_000),
    }),
  }),
  errors: [],
  run: async (work, { password }) => ({ ciphertext: boxOf(work).encrypt(password, CONTEXT) }),
  payload: (t) => ({
    ciphertext: t.exposeString('ciphertext', {
      description: 'Encrypted text, to be read with `decryptPassword`.',
    }),
  }),
});

command('decryptPassword', {
  legacy: 'DecryptPassword',
  description:
    'Decrypt a text that `encryptPassword` produced, with any key the installation still has. Needs a permission that `*` does not include.',
  permission: 'access:decrypt',
  input: (t) => ({
    password: t.field({
      type: 'Secret',
      required: true,
      description: 'Encrypted text returned by `encryptPassword`.',
      validate: z.string().min(1, 'is required').max(20_000),
    }),
  }),
  errors: ['CIPHERTEXT_INVALID'],
  run: async (work, { password }) => {
    try {
      return { plain: boxOf(work).decrypt(password, CONTEXT) };
    } catch (error) {
      if (error instanceof DecryptionFailed) throw new DomainError('CIPHERTEXT_INVALID');
      throw error;
    }
  },
  payload: (t) => ({ plain: t.exposeString('plain', { description: 'Decrypted text.' }) }),
});
