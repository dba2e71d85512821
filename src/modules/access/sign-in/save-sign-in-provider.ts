import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { oidcPresets } from '#providers/oidc.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { providerBox, providerContext } from './provider-secret.ts';
import { SignInProvider } from './sign-in-provider.ts';

const Preset = builder.enumType('SignInProviderPreset', {
  description: 'External sign-in provider whose address is built in.',
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
  description:
    'Add an external sign-in provider, or change the existing provider with the same `name`.',
  permission: 'access:configure',
  input: (t) => ({
    preset: t.field({
      type: Preset,
      description: 'Known provider whose values replace fields that are omitted.',
    }),
    name: t.string({
      description: 'Stable key of the provider, in lower case.',
      validate: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters and digits'),
    }),
    displayName: t.string({
      description: 'Text of the sign-in button.',
      validate: z.string().trim().min(1, 'is required').max(60),
    }),
    issuer: t.string({ description: 'Issuer URL of the provider.', validate: issuerRule }),
    oauthClientId: t.string({
      required: true,
      description: "OAuth client ID of the company at the provider, from the provider's console.",
      validate: z.string().trim().min(1, 'is required').max(300),
    }),
    oauthClientSecret: t.field({
      type: 'Secret',
      description:
        'OAuth client secret that belongs to `oauthClientId`, stored encrypted. Required only the first time.',
      validate: z.string().min(1).max(1_000),
    }),
    scopes: t.string({
      description: 'OAuth scopes requested from the provider.',
      validate: z.string().max(200),
    }),
    isActive: t.boolean({
      defaultValue: true,
      description: 'Whether users can sign in with the provider.',
    }),
  }),
  errors: ['BAD_INPUT'],
  nulls: {},
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
      description: 'The sign-in provider after the change.',
      resolve: (query, { providerId }, _args, { db }) =>
        db.signInProvider.findUniqueOrThrow({ ...query, where: { id: providerId } }),
    }),
  }),
});

command('deleteSignInProvider', {
  description:
    'Delete an external sign-in provider. Users who sign in only with the provider have to set a password first.',
  permission: 'access:configure',
  input: (t) => ({
    providerId: t.globalID({
      for: SignInProvider,
      required: true,
      description: 'ID of the sign-in provider to delete.',
    }),
  }),
  errors: ['SIGN_IN_PROVIDER_NOT_FOUND'],
  run: async ({ tx }, { providerId }) => {
    const { count } = await tx.signInProvider.deleteMany({ where: { id: keyOf(providerId) } });
    if (count === 0) throw new DomainError('SIGN_IN_PROVIDER_NOT_FOUND');
    return { id: keyOf(providerId) };
  },
  deletes: { type: 'SignInProvider', key: 'id' },
});
