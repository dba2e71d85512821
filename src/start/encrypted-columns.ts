import { providerContext } from '#modules/access/sign-in/provider-secret.ts';
import { settingsContext } from '#modules/billing/gateways/connect-gateway.ts';
import { secretContext } from '#modules/mail/webhook-rules.ts';
import { cartSecrets } from '#modules/orders/cart-rows.ts';
import { sandboxKeys } from '#modules/sandboxes/sandbox-key.ts';

/** A column that holds secrets for as long as its row lives, and what each is bound to. */
export interface EncryptedColumn {
  /** Prisma's name of the model, as the client has it. */
  model: string;
  column: string;
  purpose: string;
  /** The columns that `context` reads. */
  reads: readonly string[];
  context: (row: Readonly<Record<string, unknown>>) => string;
}

const byId = (
  model: string,
  column: string,
  purpose: string,
  context: (id: number) => string,
): EncryptedColumn => ({
  model,
  column,
  purpose,
  reads: ['id'],
  context: ({ id }) => context(Number(id)),
});

const by = (
  model: string,
  column: string,
  purpose: string,
  key: string,
  context: (value: string) => string,
): EncryptedColumn => ({
  model,
  column,
  purpose,
  reads: ['id', key],
  context: (row) => context(String(row[key])),
});

/**
 * Every column of secrets that are read again. What lives for hours at most is not here: links and
 * codes on their way, sign-ins under way at a provider, answers under idempotency keys.
 */
export const encryptedColumns: readonly EncryptedColumn[] = [
  {
    model: 'secondFactor',
    column: 'secretEncrypted',
    purpose: 'second-factor',
    reads: ['id', 'userId', 'adminId'],
    context: ({ userId, adminId }) =>
      userId === null ? `second_factors:admin:${adminId}` : `second_factors:user:${userId}`,
  },
  by('signInProvider', 'oauthClientSecretEncrypted', 'sign-in-provider', 'name', providerContext),
  byId('cartItem', 'eppCodeEncrypted', cartSecrets.purpose, cartSecrets.context),
  byId('cartItem', 'rootPasswordEncrypted', cartSecrets.purpose, cartSecrets.context),
  byId('customFieldValue', 'valueEncrypted', 'custom field', (id) => `custom_field_values:${id}`),
  by(
    'sandboxDomain',
    'eppCodeEncrypted',
    'sandbox-epp',
    'name',
    (name) => `sandbox_domains:${name}`,
  ),
  by('sandbox', 'keyEncrypted', sandboxKeys.purpose, 'name', sandboxKeys.context),
  byId('domain', 'eppCodeEncrypted', 'epp-code', (id) => `domains:${id}`),
  byId('gateway', 'settingsEncrypted', 'gateway', settingsContext),
  byId('payMethod', 'tokenEncrypted', 'pay-method', (id) => `pay_methods:${id}`),
  byId('server', 'passwordEncrypted', 'server-password', (id) => `servers:${id}:password`),
  byId('server', 'accessHashEncrypted', 'server-access-hash', (id) => `servers:${id}:access-hash`),
  byId('server', 'settingsEncrypted', 'server-settings', (id) => `servers:${id}:settings`),
  byId('service', 'passwordEncrypted', 'service-password', (id) => `services:${id}`),
  byId(
    'serviceAddon',
    'passwordEncrypted',
    'addon-password',
    (id) => `service_addons:${id}:password`,
  ),
  by(
    'moduleSetup',
    'settingsEncrypted',
    'module-setup',
    'name',
    (name) => `module_setups:FRAUD:${name}`,
  ),
  byId('webhookEndpoint', 'secretEncrypted', 'webhook-secret', secretContext),
  byId('webhookEndpoint', 'previousSecretEncrypted', 'webhook-secret', secretContext),
  by(
    'registrar',
    'settingsEncrypted',
    'registrar-settings',
    'module',
    (name) => `registrars:${name}`,
  ),
  by('tldVoucher', 'codeEncrypted', 'tld-voucher', 'codeHash', (hash) => `tld_vouchers:${hash}`),
];
