import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { oidcPresets } from '#providers/oidc.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import type { App } from '#schema/app.ts';
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

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

const providerFields = (t: Inputs, isNew: boolean) => ({
  displayName: t.string({
    description: `Text of the sign-in button. At most 60 characters.${isNew ? ' Default: that of the preset, or the name.' : ''}`,
    validate: z.string().trim().min(1, 'is required').max(60),
  }),
  issuer: t.string({
    description: `Issuer URL of the provider.${isNew ? ' Required without a preset.' : ''}`,
    validate: issuerRule,
  }),
  oauthClientId: t.string({
    required: isNew,
    description: "OAuth client ID of the company at the provider, from the provider's console.",
    validate: z.string().trim().min(1, 'is required').max(300),
  }),
  oauthClientSecret: t.field({
    type: 'Secret',
    required: isNew,
    description: 'OAuth client secret that belongs to `oauthClientId`, stored encrypted.',
    validate: z.string().min(1).max(1_000),
  }),
  scopes: t.string({
    description: `OAuth scopes requested from the provider.${isNew ? ' Default: `openid email profile`.' : ''}`,
    validate: z.string().max(200),
  }),
  isActive: t.boolean({
    description: `Whether users can sign in with the provider.${isNew ? ' Default: true.' : ''}`,
  }),
});

const providerPayload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { providerId: number }>,
) => ({
  signInProvider: t.prismaField({
    type: SignInProvider,
    description: 'The sign-in provider after the change.',
    resolve: (query, { providerId }, _args, { db }) =>
      db.signInProvider.findUniqueOrThrow({ ...query, where: { id: providerId } }),
  }),
});

const sealed = (app: App, name: string, secret: string) =>
  providerBox(app).encrypt(secret, providerContext(name));

command('createSignInProvider', {
  description: 'Create an external sign-in provider: users may then sign in by it.',
  permission: 'access:configure',
  input: (t) => ({
    preset: t.field({
      type: Preset,
      description: 'Known provider whose values stand for fields that are omitted.',
    }),
    name: t.string({
      description:
        'Key of the provider, lower case, at most 40 characters. It cannot change later. Default: that of the preset; required without one.',
      validate: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters and digits'),
    }),
    ...providerFields(t, true),
  }),
  errors: ['BAD_INPUT', 'SIGN_IN_PROVIDER_NAME_TAKEN'],
  run: async ({ tx, app, fail }, { preset, oauthClientSecret, ...provided }) => {
    const usual = preset ? oidcPresets[preset] : null;
    const { name, issuer } = complete(
      definedFields({
        name: provided.name ?? usual?.name,
        issuer: provided.issuer ?? usual?.issuer,
      }),
      'name',
      'issuer',
    );
    const data = {
      ...complete(definedFields(provided), 'oauthClientId'),
      name,
      issuer,
      displayName: provided.displayName ?? usual?.displayName ?? name,
      scopes: provided.scopes ?? usual?.scopes ?? 'openid email profile',
      oauthClientSecretEncrypted: sealed(app, name, oauthClientSecret ?? ''),
    };
    const made = await tx.signInProvider.createManyAndReturn({
      data,
      skipDuplicates: true,
      select: { id: true },
    });
    const [row = fail('SIGN_IN_PROVIDER_NAME_TAKEN', undefined, { field: 'name' })] = made;
    return { providerId: row.id };
  },
  payload: providerPayload,
});

command('updateSignInProvider', {
  description: 'Change an external sign-in provider. Omitted fields stay unchanged.',
  permission: 'access:configure',
  input: (t) => ({
    providerId: t.globalID({
      for: SignInProvider,
      required: true,
      description: 'ID of the sign-in provider to change.',
    }),
    ...providerFields(t, false),
  }),
  errors: ['SIGN_IN_PROVIDER_NOT_FOUND'],
  nulls: {},
  run: async ({ tx, app, fail }, { providerId, oauthClientSecret, ...fields }) => {
    const id = keyOf(providerId);
    const known = await tx.signInProvider.findUnique({ where: { id }, select: { name: true } });
    if (!known) return fail('SIGN_IN_PROVIDER_NOT_FOUND');
    const oauthClientSecretEncrypted =
      oauthClientSecret && sealed(app, known.name, oauthClientSecret);
    await tx.signInProvider.update({
      where: { id },
      data: definedFields({ ...fields, oauthClientSecretEncrypted }),
    });
    return { providerId: id };
  },
  payload: providerPayload,
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
