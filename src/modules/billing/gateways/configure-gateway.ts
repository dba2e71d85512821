import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { connectProvider } from '#providers/connect.ts';
import type { Provider } from '#providers/define.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { accountLabel, labelDescription } from '#modules/system/providers/label.ts';
import { mergeSettings, ProviderSettingInput } from '#modules/system/providers/setting.ts';
import { settingsBox, settingsContext } from './connect-gateway.ts';
import { Gateway } from './gateway.ts';

command('configureGateway', {
  description:
    'Set a payment gateway up, or change it. Settings left out stay as they are. One that is switched on must have its settings complete.',
  permission: 'system:configure',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'System name of the provider, e.g. stripe, paypal, mailin.',
    }),
    label: t.string({ description: labelDescription, validate: accountLabel }),
    displayName: t.string({
      description: 'Name of the gateway shown to clients.',
      validate: z.string().trim().min(1).max(100),
    }),
    settings: t.field({
      type: [ProviderSettingInput],
      description: 'Settings of the gateway to store.',
    }),
    isActive: t.boolean({ description: 'Whether the gateway is switched on.' }),
    isHidden: t.boolean({ description: 'Whether the gateway is hidden from clients.' }),
    isTestMode: t.boolean({
      description:
        'Whether no real money moves: PayPal is reached at its sandbox, and Stripe takes test keys only.',
    }),
    storesCards: t.boolean({ description: 'Whether the gateway may charge stored pay methods.' }),
    currency: t.field({
      type: 'CurrencyCode',
      description: 'Convert amounts to this currency; null for the invoice’s own.',
    }),
    sortOrder: t.int({ description: 'Position of the gateway among those offered to clients.' }),
  }),
  errors: [
    'CURRENCY_NOT_FOUND',
    'GATEWAY_NOT_READY',
    'GATEWAY_NOT_FOUND',
    'PROVIDER_ACCOUNT_EXISTS',
  ],
  nulls: { currency: null },
  run: async (work, { name, label: named, settings, ...rest }) => {
    const provider = work.app.providers.find('gateway', name);
    if (!provider) {
      const known = work.app.providers.names('gateway').join(', ');
      return work.fail('GATEWAY_NOT_FOUND', `It must be one of ${known}.`, { field: 'name' });
    }
    const label = named ?? name;
    const before = await work.tx.gateway.findUnique({ where: { label }, select: { module: true } });
    if (before && before.module !== name)
      work.fail('PROVIDER_ACCOUNT_EXISTS', `It is an account of ${before.module}.`, {
        field: 'label',
      });
    const columns = Object.fromEntries(
      Object.entries({
        displayName: rest.displayName,
        isActive: rest.isActive,
        isHidden: rest.isHidden,
        isTestMode: rest.isTestMode,
        storesCards: rest.storesCards,
        sortOrder: rest.sortOrder,
      }).filter(([, value]) => value != null),
    );
    const currencyCode = rest.currency;
    if (currencyCode) {
      const known = await work.tx.currency.count({ where: { code: currencyCode } });
      if (known === 0) work.fail('CURRENCY_NOT_FOUND', undefined, { field: 'currency' });
    }
    const row = await work.tx.gateway.upsert({
      where: { label },
      create: {
        label,
        module: name,
        displayName: rest.displayName ?? provider.title,
        ...columns,
        currencyCode,
      },
      update: { ...columns, ...(currencyCode !== undefined && { currencyCode }) },
      select: { id: true, settingsEncrypted: true, isActive: true, isTestMode: true },
    });
    const { id, isActive } = row;
    if (settings || isActive)
      await storeSettings(work, provider, { ...row, label }, settings ?? []);
    work.announce('gateway.changed', { gatewayId: id });
    return { gatewayId: id };
  },
  payload: (t) => ({
    gateway: t.prismaField({
      type: Gateway,
      description: 'The gateway after the change.',
      resolve: (query, { gatewayId }, _args, { db }) =>
        db.gateway.findUniqueOrThrow({ ...query, where: { id: gatewayId } }),
    }),
  }),
});

interface Row {
  id: number;
  label: string;
  settingsEncrypted: string | null;
  isTestMode: boolean;
}

/** Encrypts the settings, with those that are not sent again, once they are complete. */
async function storeSettings(
  work: Work,
  provider: Provider<'gateway'>,
  { id, label, settingsEncrypted, isTestMode }: Row,
  received: readonly { name: string; secretValue: string }[],
): Promise<void> {
  const { tx, app, fail } = work;
  const box = settingsBox(app);
  const context = settingsContext(id);
  const before = settingsEncrypted ? box.decrypt(settingsEncrypted, context) : '{}';
  const stored = JSON.parse(before) as Record<string, string>;
  const settings = mergeSettings(work, provider, stored, received);
  try {
    await connectProvider(provider, { label, isTestMode, settings });
  } catch (error) {
    if (error instanceof ProviderError) fail('GATEWAY_NOT_READY', error.message);
    throw error;
  }
  await tx.gateway.update({
    where: { id },
    data: { settingsEncrypted: box.encrypt(JSON.stringify(settings), context) },
  });
}
