import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { RegistrarNode } from '#modules/domains/registrars/registrar.ts';
import { accountPassword } from '#modules/services/module-actions/module-change-password.ts';
import { Server } from '#modules/services/servers/server.ts';
import { command } from '#schema/command.ts';
import { acceptOrder } from './acceptance.ts';
import { orderPayload, whichOrder } from './order-payload.ts';

const username = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,15}$/, 'must be up to 16 small letters and digits, a letter first')
  .nullish();

command('acceptOrder', {
  legacy: 'AcceptOrder',
  description: [
    'Accept a pending order: its accounts are made, its domains registered, transferred or renewed,',
    'its e-mails sent. What a panel or a registrar refuses is the answer, but the order stays',
    'accepted; a failed account waits in the module queue. What of it the customer has not paid is charged',
    'to the funds of a reseller that accepts it, at its cost; without enough funds nothing is accepted.',
  ].join(' '),
  permission: 'orders:accept',
  input: (t) => ({
    ...whichOrder(t),
    createAccounts: t.boolean({
      defaultValue: true,
      description: "Whether to create the accounts of the order's services. Default: true.",
    }),
    sendWelcomeEmail: t.boolean({
      defaultValue: true,
      description: "Whether to send welcome emails for the order's accounts. Default: true.",
    }),
    sendToRegistrar: t.boolean({
      defaultValue: true,
      description:
        "Whether to send the order's domains to their registrars. Default: true. False if they were ordered there manually.",
    }),
    sendConfirmationEmail: t.boolean({
      defaultValue: true,
      description:
        'Whether to send an email confirming the acceptance, and one for the domains once they are registered or transferred. Default: true.',
    }),
    serverId: t.globalID({
      for: Server,
      description: "ID of the server for the order's accounts. Default: a server chosen by load.",
    }),
    registrarId: t.globalID({
      for: RegistrarNode,
      description:
        "ID of the registrar for the order's domains. Default: the registrar of the TLD.",
    }),
    username: t.string({
      description:
        'Username for the account, for an order with a single account. Up to 16 lower-case letters and digits, starting with a letter.',
      validate: username,
    }),
    password: t.field({
      type: 'Secret',
      description:
        'Password for the account, for an order with a single account. Default: a newly generated password.',
      validate: accountPassword.nullish(),
    }),
  }),
  errors: [
    'CREDIT_INSUFFICIENT',
    'PRICE_MISSING',
    'ORDER_NOT_FOUND',
    'ORDER_NOT_PENDING',
    'SERVER_NOT_FOUND',
    'NO_SERVER_AVAILABLE',
    'SERVICE_HAS_NO_DOMAIN',
    'MODULE_ACTION_UNDER_WAY',
    'MODULE_ACTION_UNSETTLED',
    'REGISTRAR_NOT_ACTIVE',
    'NAMESERVERS_REQUIRED',
    'DOMAIN_EPP_REQUIRED',
    'DOMAIN_FIELD_MISSING',
    'DOMAIN_TAKEN',
    'DOMAIN_BUSY',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_EXPIRY_UNKNOWN',
    'TLD_VOUCHER_MISSING',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { orderId, serverId, registrarId, ...options }) => {
    const id = keyOf(orderId);
    await acceptOrder(work, id, {
      createAccounts: options.createAccounts ?? true,
      sendWelcomeEmail: options.sendWelcomeEmail ?? true,
      sendToRegistrar: options.sendToRegistrar ?? true,
      sendConfirmationEmail: options.sendConfirmationEmail ?? true,
      serverId: serverId ? keyOf(serverId) : null,
      registrarId: registrarId ? keyOf(registrarId) : null,
      username: options.username ?? null,
      password: options.password ?? null,
    });
    return { orderId: id };
  },
  payload: orderPayload,
});
