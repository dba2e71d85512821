import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { cycleLabels } from '#transports/rapi/catalog/cycles.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import {
  amount,
  choice,
  clearable,
  clearableId,
  date,
  dateOrNone,
  flag,
  id,
  integer,
} from '#transports/rapi/params.ts';
import { clearableList, textList } from '#transports/rapi/params-data.ts';
import { idText } from '#transports/rapi/format.ts';
import { clearedId, globalId } from '#transports/rapi/global-id.ts';
import { unknownPaymentMethod } from './labels.ts';

const statuses = {
  Pending: 'PENDING',
  Active: 'ACTIVE',
  Suspended: 'SUSPENDED',
  Terminated: 'TERMINATED',
  Cancelled: 'CANCELLED',
  Fraud: 'FRAUD',
  Completed: 'COMPLETED',
} as const;

export const UpdateClientProduct = legacy({
  params: fields({
    service_id: id,
    package: id.optional(),
    server: clearableId,
    reg_date: date.optional(),
    next_due_date: dateOrNone.optional(),
    termination_date: dateOrNone.optional(),
    domain_name: clearable(253),
    first_payment_amount: amount.optional(),
    amount: amount.optional(),
    payment_method: clearable(64),
    billing_cycle: choice(cycleLabels).optional(),
    status: choice(statuses).optional(),
    notes: clearable(20_000),
    user_name: clearable(64),
    password: clearable(1_000),
    override_auto_termination: flag.optional(),
    overide_auto_suspend: flag.optional(),
    overide_suspend_until: dateOrNone.optional(),
    ns1: clearable(255),
    ns2: clearable(255),
    dedicated_ip: clearable(64),
    assigned_ips: clearableList(textList(256, 64)),
    disk_usage: integer().optional(),
    disk_limit: integer().optional(),
    bandwidth_usage: integer().optional(),
    bandwidth_limit: integer().optional(),
    suspend_reason: clearable(255),
    promo_id: clearableId,
    auto_recalculate_recurring_price: flag.optional(),
  }),
  operation: graphql(`
    mutation UpdateClientProduct($input: UpdateClientProductInput!) {
      updateClientProduct(input: $input) {
        service {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      serviceId: encodeId('Service', p.service_id),
      productId: globalId('Product', p.package),
      serverId: clearedId('Server', p.server),
      registeredOn: p.reg_date,
      nextDueOn: p.next_due_date,
      terminateOn: p.termination_date,
      domainName: p.domain_name,
      firstPayment: p.first_payment_amount,
      recurring: p.amount,
      paymentMethod: p.payment_method === '' ? null : p.payment_method,
      billingCycle: p.billing_cycle,
      status: p.status,
      notes: p.notes,
      username: p.user_name,
      // An empty password field of a form is one that was not filled in.
      password: p.password || undefined,
      overrideAutoTerminate: p.override_auto_termination,
      overrideAutoSuspend: p.overide_auto_suspend,
      overrideSuspendUntilOn: p.overide_suspend_until,
      nameserver1: p.ns1,
      nameserver2: p.ns2,
      dedicatedIp: p.dedicated_ip,
      assignedIps: p.assigned_ips,
      diskUsageMb: p.disk_usage,
      diskLimitMb: p.disk_limit,
      bandwidthUsageMb: p.bandwidth_usage,
      bandwidthLimitMb: p.bandwidth_limit,
      suspendReason: p.suspend_reason,
      promotionId: clearedId('Promotion', p.promo_id),
      recalculateRecurring: p.auto_recalculate_recurring_price,
    },
  }),
  present: ({ updateClientProduct: { service } }) => ({
    serviceid: idText(service.databaseId),
    service_id: idText(service.databaseId),
  }),
  errors: {
    SERVICE_NOT_FOUND: 'Service ID Not Found',
    PRODUCT_NOT_FOUND: 'Product ID Not Found',
    SERVER_NOT_FOUND: 'Server ID Not Found',
    PROMOTION_NOT_FOUND: 'Promotion ID Not Found',
    PAYMENT_METHOD_UNKNOWN: unknownPaymentMethod,
  },
});
