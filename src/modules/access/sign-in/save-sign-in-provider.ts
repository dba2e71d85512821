import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { oidcPresets } from '#providers/oidc.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { providerBox, providerContext } from './provider-secret.ts';
import { SignInProvider } from './sign-in-provider.ts';

const Preset = builder.enumType('SignInProviderPreset', {
  description: 'A provider whose address is known.',
  values: {
    GOOGLE: { description: 'Google accounts.' },
    MICROSOFT: { description: 'Personal Microsoft accounts.' },
  } as const,
});

const issuerRule = z
  .url({ protocol: /^https?$/, message: 'must be a web address' })
  .refine((text) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${text}/`), {
    message: 'must begin with https://',
  });

command('saveSignInProvider', {
  description: 'Add a provider users may sign in with, or change the one with this name.',
  permission: 'access:configure',
  input: (t) => ({
    preset: t.field({ type: Preset, description: 'Fills in what is not given here.' }),
    name: t.string({
      description: 'Its stable key, in small letters.',
      validate: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters and digits'),
    }),
    displayName: t.string({
      description: 'What the button says.',
      validate: z.string().trim().min(1, 'is required').max(60),
    }),
    issuer: t.string({ description: "The provider's address.", validate: issuerRule }),
    oauthClientId: t.string({
      required: true,
      description: "Our id there, from the provider's console.",
      validate: z.string().trim().min(1, 'is required').max(300),
    }),
    oauthClientSecret: t.field({
      type: 'Secret',
      description: 'The secret that goes with it; kept encrypted. Needed once.',
      validate: z.string().min(1).max(1_000),
    }),
    scopes: t.string({ description: 'What is asked for.', validate: z.string().max(200) }),
    isActive: t.boolean({ defaultValue: true, description: 'Whether it can be used.' }),
  }),
  errors: ['BAD_INPUT'],
  run: async ({ tx, app }, { preset, oauthClientSecret, isActive, ...provided }) => {
    const usual = preset ? oidcPresets[preset] : null;
    const name = provided.name ?? usual?.name;
    const issuer = provided.issuer ?? usual?.issuer;
    if (!name || !issuer)
      throw new DomainError('BAD_INPUT', `${name ? 'issuer' : 'name'}: is required.`, {
        field: name ? 'issuer' : 'name',
      });
    const encrypted =
      oauthClientSecret && providerBox(app).encrypt(oauthClientSecret, providerContext(name));
    const known = await tx.signInProvider.findUnique({ where: { name } });
    const oauthClientSecretEncrypted = encrypted ?? known?.oauthClientSecretEncrypted;
    if (!oauthClientSecretEncrypted)
      throw new DomainError('BAD_INPUT', 'oauthClientSecret: is required.', {
        field: 'oauthClientSecret',
      });
    const data = {
      displayName: provided.displayName ?? known?.displayName ?? usual?.displayName ?? name,
      scopes: provided.scopes ?? known?.scopes ?? usual?.scopes ?? 'openid email profile',
      issuer,
      oauthClientId: provided.oauthClientId,
      oauthClientSecretEncrypted,
      isActive: isActive ?? true,
    };
    const { id } = await tx.signInProvider.upsert({
      where: { name },
      create: { name, ...data },
      update: data,
      select: { id: true },
    });
    return { providerId: id };
  },
  payload: (t) => ({
    signInProvider: t.prismaField({
      type: SignInProvider,
      description: 'The provider as it is now.',
      resolve: (query, { providerId }, _args, { db }) =>
        db.signInProvider.findUniqueOrThrow({ ...query, where: { id: providerId } }),
    }),
  }),
});

command('deleteSignInProvider', {
  description: 'Do without a provider. Whoever signs in with it only sets a password first.',
  permission: 'access:configure',
  input: (t) => ({
    providerId: t.globalID({ for: SignInProvider, required: true, description: 'Which one.' }),
  }),
  errors: ['SIGN_IN_PROVIDER_NOT_FOUND'],
  run: async ({ tx }, { providerId }) => {
    const { count } = await tx.signInProvider.deleteMany({ where: { id: keyOf(providerId) } });
    if (count === 0) throw new DomainError('SIGN_IN_PROVIDER_NOT_FOUND');
    return { id: keyOf(providerId) };
  },
  payload: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number it had.' }),
  }),
});
