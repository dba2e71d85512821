import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { gateways, settingNames } from '#providers/gateways/gateways.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { settingsBox, settingsContext } from './connect-gateway.ts';
import { Gateway } from './gateway.ts';

const GatewaySettingInput = builder.inputType('GatewaySettingInput', {
  description: 'One setting of a payment gateway.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the setting as the gateway defines it, e.g. secretKey.',
    }),
    secretValue: t.field({
      type: 'Secret',
      required: true,
      description:
        'Value of the setting; empty clears the setting. Stored encrypted and never shown.',
    }),
  }),
});

command('configureGateway', {
  description:
    'Set a payment gateway up, or change it. Settings left out stay as they are. One that is switched on must have its settings complete.',
  permission: 'system:configure',
  input: (t) => ({
    name: t.string({
      required: true,
      description: `System name: ${Object.keys(gateways).join(', ')}.`,
      validate: z.enum(Object.keys(gateways) as [string, ...string[]]),
    }),
    displayName: t.string({
      description: 'Name of the gateway shown to clients.',
      validate: z.string().trim().min(1).max(100),
    }),
    settings: t.field({
      type: [GatewaySettingInput],
      description: 'Settings of the gateway to store.',
    }),
    isActive: t.boolean({ description: 'Whether the gateway is switched on.' }),
    isHidden: t.boolean({ description: 'Whether the gateway is hidden from clients.' }),
    isTestMode: t.boolean({
      description:
        'No real money moves: PayPal is reached at its sandbox, and Stripe takes test keys only.',
    }),
    storesCards: t.boolean({ description: 'Whether the gateway may charge stored pay methods.' }),
    currency: t.field({
      type: 'CurrencyCode',
      description: 'Convert amounts to this currency; null for the invoice’s own.',
    }),
    sortOrder: t.int({ description: 'Position of the gateway among those offered to clients.' }),
  }),
  errors: ['CURRENCY_NOT_FOUND', 'GATEWAY_NOT_READY'],
  run: async (work, { name, settings, ...rest }) => {
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
      where: { module: name },
      create: {
        module: name,
        displayName: rest.displayName ?? gateways[name]!.displayName,
        ...columns,
        currencyCode,
      },
      update: { ...columns, ...(currencyCode !== undefined && { currencyCode }) },
      select: { id: true, settingsEncrypted: true, isActive: true, isTestMode: true },
    });
    const { id, isActive } = row;
    if (settings || isActive) await storeSettings(work, { ...row, name }, settings ?? []);
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
  name: string;
  settingsEncrypted: string | null;
  isTestMode: boolean;
}

/** Encrypts the settings, with those that are not sent again, once they are complete. */
async function storeSettings(
  { tx, app, fail }: Work,
  { id, name, settingsEncrypted, isTestMode }: Row,
  received: readonly { name: string; secretValue: string }[],
): Promise<void> {
  const box = settingsBox(app);
  const context = settingsContext(id);
  const before = settingsEncrypted ? box.decrypt(settingsEncrypted, context) : '{}';
  const settings = { ...(JSON.parse(before) as Record<string, string>) };
  const known = settingNames(name);
  for (const [place, { name: key, secretValue }] of received.entries()) {
    const message = `must be one of ${known.join(', ')}`;
    const path = ['input', 'settings', place, 'name'];
    if (!known.includes(key))
      fail('BAD_INPUT', `name: ${message}`, {
        field: `settings.${place}.name`,
        issues: [{ path, message }],
      });
    settings[key] = secretValue;
  }
  try {
    await gateways[name]!.connect(settings, isTestMode);
  } catch (error) {
    if (error instanceof ProviderError) fail('GATEWAY_NOT_READY', error.message);
    throw error;
  }
  await tx.gateway.update({
    where: { id },
    data: { settingsEncrypted: box.encrypt(JSON.stringify(settings), context) },
  });
}
