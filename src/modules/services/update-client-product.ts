import { now } from '#core/clock.ts';
import { type Cycle, isRecurring } from '#core/cycles.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { refuseCompanyTerms, soldTerms } from './company-terms.ts';
import { recurringPrice } from './recurring-price.ts';
import { encryptSecret } from './secrets.ts';
import { servicePayload, whichService } from './service-payload.ts';
import { serviceSettings, type ServiceSettings } from './service-input.ts';
import { serverFor, serviceFor } from './visible.ts';

command('updateClientProduct', {
  legacy: 'UpdateClientProduct',
  description:
    "Correct the stored data of a service. Omitted fields stay unchanged. Nothing is changed on the service's server. What is paid for it and when, its product and making it active are only for staff.",
  permission: 'services:write',
  input: (t) => ({ ...whichService(t), ...serviceSettings(t) }),
  errors: [
    'SERVICE_NOT_FOUND',
    'FORBIDDEN',
    'PRODUCT_NOT_FOUND',
    'SERVER_NOT_FOUND',
    'PAYMENT_METHOD_UNKNOWN',
    'PROMOTION_NOT_FOUND',
    'PRICE_MISSING',
  ],
  nulls: {
    assignedIps: [],
    dedicatedIp: '',
    domainName: '',
    nameserver1: '',
    nameserver2: '',
    nextDueOn: null,
    notes: '',
    overrideSuspendUntilOn: null,
    paymentMethod: null,
    promotionId: null,
    serverId: null,
    subscriptionId: '',
    suspendReason: '',
    terminateOn: null,
    username: '',
  },
  run: async (work, { serviceId, ...settings }) => {
    const service = await serviceFor(work, keyOf(serviceId), {
      id: true,
      clientId: true,
      productId: true,
      billingCycle: true,
      promotionId: true,
      status: true,
    });
    refuseCompanyTerms(work, settings, soldTerms(settings));
    const data: Prisma.ServiceUncheckedUpdateInput = {
      ...plainColumns(settings),
      ...(await foundColumns(work, settings)),
      ...statusColumns(settings.status, service.status),
      ...passwordColumns(work, service.id, settings.password),
    };
    const cycle = settings.billingCycle ?? service.billingCycle;
    if (settings.billingCycle && !isRecurring(settings.billingCycle))
      Object.assign(data, { nextDueOn: null, nextInvoiceOn: null });
    if (settings.recalculateRecurring) {
      const promotionId =
        data.promotionId === undefined ? service.promotionId : (data.promotionId as number | null);
      const productId = (data.productId as number | undefined) ?? service.productId;
      data.recurringAmount = await recalculated(work, service.id, {
        productId,
        cycle,
        promotionId,
      });
    }
    await work.tx.service.update({ where: { id: service.id }, data });
    const changed = Object.keys(data).toSorted();
    work.announce('service.changed', {
      serviceId: service.id,
      clientId: service.clientId,
      changed,
    });
    return { serviceId: service.id };
  },
  payload: servicePayload,
});

/** The columns that are what was given. */
function plainColumns(settings: ServiceSettings): Prisma.ServiceUncheckedUpdateInput {
  const {
    productId: _product,
    serverId: _server,
    paymentMethod: _method,
    promotionId: _promotion,
    status: _status,
    password: _password,
    recalculateRecurring: _recalculate,
    firstPayment,
    recurring,
    nextDueOn,
    terminateOn,
    overrideSuspendUntilOn,
    ...rest
  } = settings;
  const provided = Object.entries(rest).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return {
    ...(Object.fromEntries(provided) as Prisma.ServiceUncheckedUpdateInput),
    ...(firstPayment && { firstPaymentAmount: firstPayment.toFixed() }),
    ...(recurring && { recurringAmount: recurring.toFixed() }),
    // The next bill is made for the new date, not for the old one.
    ...(nextDueOn !== undefined && { nextDueOn, nextInvoiceOn: nextDueOn }),
    ...(terminateOn !== undefined && { terminateOn }),
    ...(overrideSuspendUntilOn !== undefined && { overrideSuspendUntilOn }),
  };
}

/** The columns that name other rows, each looked up. */
async function foundColumns(
  work: Work,
  { productId, serverId, paymentMethod, promotionId }: ServiceSettings,
): Promise<Prisma.ServiceUncheckedUpdateInput> {
  const { tx } = work;
  const data: Prisma.ServiceUncheckedUpdateInput = {};
  if (productId) {
    const where = { id: keyOf(productId) };
    const row = await tx.product.findFirst({ where, select: { id: true } });
    if (!row) throw new DomainError('PRODUCT_NOT_FOUND', undefined, { field: 'productId' });
    data.productId = row.id;
  }
  if (serverId) data.serverId = (await serverFor(work, keyOf(serverId))).id;
  else if (serverId === null) data.serverId = null;
  if (paymentMethod) {
    const gateways = await tx.gateway.findMany({ where: { isActive: true } });
    const requested = paymentMethod.trim().toLowerCase();
    const gateway = gateways.find(({ label }) => label === requested);
    const options = gateways.map(({ label }) => label).join(', ');
    if (!gateway)
      throw new DomainError('PAYMENT_METHOD_UNKNOWN', undefined, {
        field: 'paymentMethod',
        options,
      });
    data.gatewayId = gateway.id;
  } else if (paymentMethod === null) data.gatewayId = null;
  if (promotionId) {
    const row = await tx.promotion.findUnique({ where: { id: keyOf(promotionId) } });
    if (!row) throw new DomainError('PROMOTION_NOT_FOUND', undefined, { field: 'promotionId' });
    data.promotionId = row.id;
    data.promotionCyclesLeft = row.recurForCycles || null;
  } else if (promotionId === null)
    Object.assign(data, { promotionId: null, promotionCyclesLeft: null });
  return data;
}

/** A status set manually, with the times that go with it. */
function statusColumns(
  status: ServiceSettings['status'],
  before: string,
): Prisma.ServiceUncheckedUpdateInput {
  if (!status || status === before) return {};
  const at = now();
  return {
    status,
    ...(status === 'ACTIVE' && before === 'PENDING' && { activatedAt: at }),
    ...(status === 'SUSPENDED' ? { suspendedAt: at } : { suspendedAt: null, suspendReason: '' }),
    ...((status === 'TERMINATED' || status === 'CANCELLED') && { terminatedAt: at }),
  };
}

const passwordColumns = ({ app }: Work, id: number, password: string | null | undefined) =>
  typeof password === 'string'
    ? { passwordEncrypted: password ? encryptSecret(app, 'service-password', id, password) : null }
    : {};

interface NewTerms {
  productId: number;
  cycle: Cycle;
  promotionId: number | null;
}

async function recalculated({ tx }: Work, id: number, terms: NewTerms): Promise<string> {
  const price = await recurringPrice(tx, id, terms);
  if (!price)
    throw new DomainError('PRICE_MISSING', 'The product has no price for that cycle.', {
      field: 'billingCycle',
    });
  return price.toFixed();
}
