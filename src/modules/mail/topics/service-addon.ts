import { asFormatted } from '#core/money.ts';
import { dayIn } from '#modules/mail/company.ts';
import type { ReadTopic } from '#modules/mail/topic.ts';
import { serviceTopic } from './sold.ts';

/**
 * An email about an addon: what an email about its service says, but by the name of the addon and
 * with the way into the account it has of its own.
 */
export const serviceAddonTopic: ReadTopic = async ({ tx, app }, id, payload) => {
  const extra = await tx.serviceAddon.findUnique({
    where: { id },
    include: {
      currency: { select: { code: true, prefix: true, suffix: true, format: true } },
      orderItems: { select: { amount: true }, take: 1 },
      server: { select: { name: true, hostname: true, ipAddress: true } },
    },
  });
  const service = extra && (await serviceTopic({ tx, app }, extra.serviceId, payload));
  if (!extra || !service) return null;
  const { server, passwordEncrypted } = extra;
  const box = app.keyring.box('addon-password');
  const context = `service_addons:${id}:password`;
  const password = passwordEncrypted ? box.decrypt(passwordEncrypted, context) : '';
  return {
    clientId: extra.clientId,
    secrets: [...(service.secrets ?? []), password],
    values: (company) => ({
      service: {
        ...(service.values(company).service as object),
        product: extra.name,
        username: extra.username,
        password,
        status: extra.status,
        dedicated_ip: '',
        server_name: server?.name ?? '',
        server_hostname: server?.hostname ?? '',
        server_ip: server?.ipAddress ?? '',
        billing_cycle: extra.billingCycle,
        first_payment: asFormatted(extra.orderItems[0]?.amount ?? extra.setupFee, extra.currency),
        recurring_amount: asFormatted(extra.recurringAmount, extra.currency),
        registered_on: dayIn(company, extra.registeredOn),
        next_due_on: dayIn(company, extra.nextDueOn),
      },
    }),
  };
};
