import { asFormatted } from '#core/money.ts';
import { dayIn, dayOfIn } from '#modules/mail/company.ts';
import type { ReadTopic } from '#modules/mail/topic.ts';

const currency = { select: { code: true, prefix: true, suffix: true, format: true } } as const;

/** An email about a service: how to get in, where it runs, what it costs. */
export const serviceTopic: ReadTopic = async ({ tx, app }, id) => {
  const service = await tx.service.findUnique({
    where: { id },
    include: {
      currency,
      product: { select: { name: true } },
      server: { select: { name: true, hostname: true, ipAddress: true } },
    },
  });
  if (!service) return null;
  const { passwordEncrypted, server } = service;
  const box = app.keyring.box('service-password');
  const password = passwordEncrypted ? box.decrypt(passwordEncrypted, `services:${id}`) : '';
  return {
    clientId: service.clientId,
    secrets: [password],
    values: (company) => ({
      service: {
        id,
        product: service.product.name,
        domain: service.domainName,
        username: service.username,
        password,
        status: service.status,
        suspend_reason: service.suspendReason,
        dedicated_ip: service.dedicatedIp,
        nameserver1: service.nameserver1,
        nameserver2: service.nameserver2,
        server_name: server?.name ?? '',
        server_hostname: server?.hostname ?? '',
        server_ip: server?.ipAddress ?? '',
        billing_cycle: service.billingCycle,
        first_payment: asFormatted(service.firstPaymentAmount, service.currency),
        recurring_amount: asFormatted(service.recurringAmount, service.currency),
        registered_on: dayIn(company, service.registeredOn),
        next_due_on: dayIn(company, service.nextDueOn),
        url: `${company.url}/services/${id}`,
      },
    }),
  };
};

/** An email about a domain. */
export const domainTopic: ReadTopic = async ({ tx, app }, id) => {
  const domain = await tx.domain.findUnique({ where: { id }, include: { currency } });
  if (!domain) return null;
  const { eppCodeEncrypted } = domain;
  const box = app.keyring.box('epp-code');
  const eppCode = eppCodeEncrypted ? box.decrypt(eppCodeEncrypted, `domains:${id}`) : '';
  return {
    clientId: domain.clientId,
    secrets: [eppCode],
    values: (company) => ({
      domain: {
        id,
        name: domain.unicodeName || domain.name,
        ascii_name: domain.name,
        status: domain.status,
        years: domain.years,
        registered_on: dayIn(company, domain.registeredOn),
        expires_on: dayIn(company, domain.expiresOn),
        next_due_on: dayIn(company, domain.nextDueOn),
        recurring_amount: asFormatted(domain.recurringAmount, domain.currency),
        auto_renew: domain.autoRenew,
        epp_code: eppCode,
        nameservers: [domain.ns1, domain.ns2, domain.ns3, domain.ns4, domain.ns5].filter(Boolean),
        url: `${company.url}/domains/${id}`,
      },
    }),
  };
};

/** An email about an order. */
export const orderTopic: ReadTopic = async ({ tx }, id) => {
  const order = await tx.order.findUnique({
    where: { id },
    include: { currency, services: { include: { product: true } }, domains: true },
  });
  if (!order) return null;
  const { services, domains } = order;
  return {
    clientId: order.clientId,
    values: (company) => ({
      order: {
        id,
        number: order.number,
        status: order.status,
        amount: asFormatted(order.amount, order.currency),
        placed_on: dayOfIn(company, order.createdAt),
        invoice_id: order.invoiceId,
        items: [
          ...services.map(({ product, domainName }) => ({
            name: product.name,
            domain: domainName,
          })),
          ...domains.map(({ unicodeName }) => ({ name: 'Domain', domain: unicodeName })),
        ],
        url: `${company.url}/orders/${id}`,
      },
    }),
  };
};

/** An email about a request to end a service. */
export const cancellationTopic: ReadTopic = async ({ tx, app }, id, payload) => {
  const request = await tx.cancellationRequest.findUnique({ where: { id } });
  const service = request && (await serviceTopic({ tx, app }, request.serviceId, payload));
  if (!request || !service) return null;
  return {
    clientId: request.clientId,
    secrets: service.secrets ?? [],
    values: (company) => ({
      ...service.values(company),
      cancellation: {
        id,
        type: request.type,
        reason: request.reason,
        cancel_on: dayIn(company, request.cancelOn),
      },
    }),
  };
};
