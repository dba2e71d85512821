import { DomainError } from '#core/errors.ts';
import type { Cycle } from '#core/cycles.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { chooseOption, optionColumns } from '#modules/catalog/options/choose-option.ts';
import { serviceFor } from '#modules/services/visible.ts';
import type { Work } from '#schema/work.ts';
import { timeColumns } from './unused-time.ts';

/** What is wanted of a service that runs. */
export interface UpgradeRequest {
  serviceId: number;
  /** Null leaves the product. */
  productId: number | null;
  /** Null leaves the cycle, where the product is sold for it. */
  cycle: Cycle | null;
  options: readonly { optionId: number; choiceId: number | null; quantity: number | null }[];
}

const columns = {
  ...timeColumns,
  clientId: true,
  status: true,
  productId: true,
  currencyCode: true,
  quantity: true,
  promotionId: true,
  gatewayId: true,
  configOptions: { select: { optionId: true, choiceId: true, quantity: true } },
  product: {
    select: {
      ...timeColumns.product.select,
      id: true,
      name: true,
      isTaxed: true,
      upgradesEnabled: true,
      configOptionsUpgradable: true,
      upgradePaths: { select: { toProductId: true } },
    },
  },
} satisfies Prisma.ServiceSelect;

const productColumns = {
  id: true,
  name: true,
  isTaxed: true,
  isRetired: true,
  defaultCycle: true,
  prices: { select: { cycle: true } },
} satisfies Prisma.ProductSelect;

/** A choice for an option, as a service keeps it. */
export type Choice = { optionId: number; choiceId: number | null; quantity: number };

/** A change of a service that may be made, before it is priced. */
export interface UpgradeTerms {
  service: Prisma.ServiceGetPayload<{ select: typeof columns }>;
  product: Prisma.ProductGetPayload<{ select: typeof productColumns }>;
  cycle: Cycle;
  choices: Choice[];
}

/**
 * What a change of a service would lead to. The product has to be one that the present one may be
 * changed to, options have to be the product's own.
 * @throws DomainError SERVICE_NOT_FOUND, SERVICE_STATUS_WRONG, PRODUCT_NOT_FOUND, UPGRADE_NOT_OFFERED,
 * CONFIG_OPTION_NOT_FOUND, CONFIG_OPTION_CHOICE_NOT_FOUND
 */
export async function upgradeTerms(work: Work, request: UpgradeRequest): Promise<UpgradeTerms> {
  const service = await serviceFor(work, request.serviceId, columns);
  const { status, product: from, billingCycle } = service;
  if (status !== 'ACTIVE')
    throw new DomainError('SERVICE_STATUS_WRONG', `The service is ${status.toLowerCase()}.`, {
      status,
    });
  const product = await work.tx.product.findUnique({
    where: { id: request.productId ?? from.id },
    select: productColumns,
  });
  if (!product) throw new DomainError('PRODUCT_NOT_FOUND', undefined, { field: 'productId' });
  requireOffered(service, product, request);
  const sold = product.prices.some((price) => price.cycle === billingCycle);
  const cycle = request.cycle ?? (sold ? billingCycle : product.defaultCycle);
  return { service, product, cycle, choices: await choicesOf(work, service, product.id, request) };
}

function requireOffered(
  { product: from, billingCycle }: UpgradeTerms['service'],
  to: UpgradeTerms['product'],
  { cycle, options }: UpgradeRequest,
): void {
  const no = (field: string, message?: string): never => {
    throw new DomainError('UPGRADE_NOT_OFFERED', message, { field });
  };
  if (to.id !== from.id) {
    const isPath = from.upgradePaths.some(({ toProductId }) => toProductId === to.id);
    if (!from.upgradesEnabled || !isPath || to.isRetired) no('productId');
    return;
  }
  if (options.length && !from.configOptionsUpgradable) no('options');
  if (!options.length && (cycle === null || cycle === billingCycle))
    no('productId', 'The service is that already.');
}

/** The choices it would have: what stays possible of the old ones, and the new ones. */
async function choicesOf(
  work: Work,
  { configOptions }: UpgradeTerms['service'],
  productId: number,
  { options: requested }: UpgradeRequest,
): Promise<Choice[]> {
  const options = await work.tx.configOption.findMany({
    where: { group: { products: { some: { productId } } } },
    select: optionColumns,
  });
  const chosen = new Map<number, Choice>();
  for (const old of configOptions)
    if (options.some(({ id }) => id === old.optionId)) chosen.set(old.optionId, old);
  for (const { optionId, choiceId, quantity } of requested) {
    const option = options.find(({ id }) => id === optionId);
    if (!option) throw new DomainError('CONFIG_OPTION_NOT_FOUND', undefined, { field: 'options' });
    chosen.set(optionId, { optionId, ...chooseOption(work, option, choiceId, quantity) });
  }
  return [...chosen.values()];
}
