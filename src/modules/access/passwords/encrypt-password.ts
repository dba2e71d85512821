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
    'Encrypt a text with the newest key of the installation. The same text twice gives two different results. Needs a permission that `*` does not include.',
  permission: 'access:encrypt',
  input: (t) => ({
    password: t.string({
      required: true,
      description: 'The text.',
      validate: z.string().min(1, 'is required').max(10_000),
    }),
  }),
  errors: [],
  run: async (work, { password }) => ({ ciphertext: boxOf(work).encrypt(password, CONTEXT) }),
  payload: (t) => ({
    ciphertext: t.exposeString('ciphertext', { description: 'For `decryptPassword`.' }),
  }),
});

command('decryptPassword', {
  legacy: 'DecryptPassword',
  description:
    'Read a text that `encryptPassword` made, under any key the installation still has. Needs a permission that `*` does not include.',
  permission: 'access:decrypt',
  input: (t) => ({
    password: t.string({
      required: true,
      description: 'What `encryptPassword` gave.',
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
  payload: (t) => ({ plain: t.exposeString('plain', { description: 'The text.' }) }),
});
