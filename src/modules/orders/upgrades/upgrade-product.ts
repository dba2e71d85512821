import { encodeId, keyOf } from '#core/ids.ts';
import { asText } from '#core/money.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { ConfigOption, ConfigOptionChoice } from '#modules/catalog/options/config-option-group.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { Service } from '#modules/services/service.ts';
import { serviceFor } from '#modules/services/visible.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { Order } from '#modules/orders/order.ts';
import { rowField } from '#schema/payload-rows.ts';
import { ServiceUpgrade } from './service-upgrade.ts';
import { hasOpenUpgrade, placeUpgrade } from './place-upgrade.ts';
import { upgradeQuote } from './upgrade-quote.ts';
import { UpgradeQuoteRef, type UpgradeQuoteShape } from './upgrade-quote-type.ts';
import { upgradeTerms } from './upgrade-terms.ts';

const OptionInput = builder.inputType('UpgradeOptionInput', {
  description: 'New choice for a configurable option of a running service.',
  fields: (t) => ({
    optionId: t.globalID({
      for: ConfigOption,
      required: true,
      description: 'ID of the configurable option to change.',
    }),
    choiceId: t.globalID({
      for: ConfigOptionChoice,
      description: 'ID of the choice, for an option with a list.',
    }),
    quantity: t.int({
      description: 'Number of units for a QUANTITY option; 1 or 0 for a YES_NO option.',
    }),
  }),
});

command('upgradeProduct', {
  legacy: 'UpgradeProduct',
  description: [
    'Change a running service to another product, billing cycle or set of options. Without',
    '`calculateOnly: false`, it is only calculated. Ordered, it is done once its invoice is paid, or at once when',
    'nothing is to pay; what is left of the old price is then given as credit. To a product of',
    'another server module it is recorded, and staff get the moving of the account to do.',
  ].join(' '),
  permission: 'orders:place',
  input: (t) => ({
    serviceId: t.globalID({
      for: Service,
      required: true,
      description: 'ID of the service to change.',
    }),
    productId: t.globalID({
      for: Product,
      description:
        'ID of the new product, among the upgrade paths of the current product. Default: the current product.',
    }),
    billingCycle: t.field({
      type: BillingCycle,
      description: 'New billing cycle. Default: the current billing cycle.',
    }),
    options: t.field({ type: [OptionInput], description: 'Configurable options to change.' }),
    promotionCode: t.string({ description: 'Promotion code that is allowed on upgrades.' }),
    paymentMethod: t.string({
      description:
        'System name of an active gateway for the payment. Default: the gateway of the service.',
    }),
    calculateOnly: t.boolean({
      defaultValue: true,
      description: 'Whether to only calculate the price and place no order.',
    }),
  }),
  errors: [
    'SERVICE_NOT_FOUND',
    'SERVICE_STATUS_WRONG',
    'PRODUCT_NOT_FOUND',
    'UPGRADE_NOT_OFFERED',
    'UPGRADE_UNPAID',
    'SERVICE_UNPAID',
    'CONFIG_OPTION_NOT_FOUND',
    'CONFIG_OPTION_CHOICE_NOT_FOUND',
    'PRICE_MISSING',
    'PROMOTION_NOT_FOUND',
    'PROMOTION_NOT_APPLICABLE',
    'PAYMENT_METHOD_UNKNOWN',
    'STOCK_EXCEEDED',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { serviceId, productId, billingCycle, options, ...request }) => {
    const isOrdered = !(request.calculateOnly ?? true);
    const { clientId } = await serviceFor(work, keyOf(serviceId), { clientId: true });
    // What is quoted must still be so when it is ordered: one change at a time.
    if (isOrdered) await lockClientMoney(work.tx, clientId);
    const terms = await upgradeTerms(work, {
      serviceId: keyOf(serviceId),
      productId: productId ? keyOf(productId) : null,
      cycle: billingCycle ?? null,
      options: (options ?? []).map((option) => ({
        optionId: keyOf(option.optionId),
        choiceId: option.choiceId ? keyOf(option.choiceId) : null,
        quantity: option.quantity ?? null,
      })),
    });
    const quote = await upgradeQuote(work, terms, request.promotionCode?.trim() || null);
    const { service, product, cycle } = terms;
    const isInProgress = await hasOpenUpgrade(work, service.id);
    const placed = isOrdered
      ? await placeUpgrade(work, terms, quote, request.paymentMethod ?? null)
      : { upgradeId: null, orderId: null };
    const text = (amount: Parameters<typeof asText>[0]) => asText(amount, service.currencyCode);
    const received: UpgradeQuoteShape = {
      fromProductId: service.productId,
      toProductId: product.id,
      cycle,
      currency: service.currencyCode,
      daysUntilRenewal: quote.daysLeft,
      totalDays: quote.totalDays,
      credit: text(quote.credit),
      charge: text(quote.charge),
      discount: text(quote.discount),
      price: text(quote.due),
      tax: text(quote.tax),
      surplus: text(quote.surplus),
      recurring: text(quote.recurring),
      nextDueOn: quote.nextDueOn,
      isInProgress,
    };
    return { ...placed, received, serviceId: service.id };
  },
  payload: (t) => ({
    quote: t.field({
      type: UpgradeQuoteRef,
      description: 'Price of the change.',
      resolve: ({ received }) => received,
    }),
    upgradeId: t.id({
      nullable: true,
      description: 'ID of the upgrade that was ordered; null if only the price was calculated.',
      resolve: ({ upgradeId }) => upgradeId && encodeId('ServiceUpgrade', upgradeId),
    }),
    upgrade: rowField(t, ServiceUpgrade, 'upgradeId', 'The upgrade that was ordered.'),
    service: t.prismaField({
      type: Service,
      description: 'The service, which is changed once the upgrade is paid.',
      resolve: (query, { serviceId }, _args, { db }) =>
        db.service.findUniqueOrThrow({ ...query, where: { id: serviceId } }),
    }),
    order: t.prismaField({
      type: Order,
      nullable: true,
      description: 'The order for the upgrade; null if only the price was calculated.',
      resolve: (query, { orderId }, _args, { db }) =>
        orderId === null ? null : db.order.findUniqueOrThrow({ ...query, where: { id: orderId } }),
    }),
  }),
});
