import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import type { ServicePartsFragment } from '#generated/rapi/graphql.ts';
import {
  dateText,
  dateTimeText,
  idText,
  money,
  onOrEmpty,
  textOrBlank,
  enumWords,
  keyText,
} from '#transports/rapi/format.ts';

/** What the old programs are told of a service. */
graphql(`
  fragment ServiceParts on Service {
    databaseId
    quantity
    domainName
    username
    hasPassword
    status
    billingCycle
    registeredOn
    nextDueOn
    terminateOn
    firstPayment {
      amount
      currency
    }
    recurring {
      amount
      currency
    }
    paymentMethod
    paymentMethodName
    subscriptionId
    promotionId
    suspendReason
    overrideAutoSuspend
    overrideSuspendUntilOn
    overrideAutoTerminate
    dedicatedIp
    assignedIps
    nameserver1
    nameserver2
    diskUsageMb
    diskLimitMb
    bandwidthUsageMb
    bandwidthLimitMb
    usageUpdatedAt
    notes
    orderId
    orderNumber
    client {
      databaseId
    }
    place {
      serverId
      name
      hostname
      ipAddress
    }
    product {
      databaseId
      name
      group {
        title
      }
    }
    configOptions {
      optionId
      name
      type
      value
    }
    fields {
      fieldId
      name
      value
    }
  }
`);

/** One service of GetClientProducts and GetClientProduct. */
export function service(node: ServicePartsFragment): Record<string, unknown> {
  const { product, place, client } = node;
  return {
    id: idText(node.databaseId),
    service_id: idText(node.databaseId),
    qty: idText(node.quantity),
    user_id: idText(client.databaseId),
    order_id: idText(keyIn(node.orderId)),
    ordernumber: textOrBlank(node.orderNumber),
    package: idText(product.databaseId),
    pid: idText(product.databaseId),
    reg_date: dateText(node.registeredOn),
    name: product.name,
    translated_name: product.name,
    groupname: product.group.title,
    translated_groupname: product.group.title,
    domain_name: node.domainName,
    dedicated_ip: node.dedicatedIp,
    server: idText(keyIn(place?.serverId)),
    servername: textOrBlank(place?.name),
    serverip: textOrBlank(place?.ipAddress),
    serverhostname: textOrBlank(place?.hostname),
    suspend_reason: node.suspendReason,
    first_payment_amount: money(node.firstPayment),
    amount: money(node.recurring),
    payment_method: node.paymentMethod,
    paymentmethodname: node.paymentMethodName,
    billing_cycle: enumWords(node.billingCycle),
    next_due_date: dateText(node.nextDueOn),
    termination_date: dateText(node.terminateOn),
    status: enumWords(node.status),
    user_name: node.username,
    // A stored password is never shown; a new one can be set.
    password: node.hasPassword ? '•••' : '',
    subscriptionid: node.subscriptionId,
    promo_id: idText(keyIn(node.promotionId)),
    ...hosting(node),
    ...choices(node),
  };
}

/** What was filled in and chosen for it. */
const choices = (node: ServicePartsFragment) => ({
  customfields: {
    customfield: node.fields.map(({ fieldId, name, value }) => ({
      id: keyText(fieldId),
      name,
      value,
    })),
  },
  configoptions: {
    configoption: node.configOptions.map(({ optionId, name, type, value }) => ({
      id: keyText(optionId),
      option: name,
      type: enumWords(type),
      value,
    })),
  },
});

/** How it runs, and what it uses. */
const hosting = (node: ServicePartsFragment) => ({
  overide_auto_suspend: onOrEmpty(node.overrideAutoSuspend),
  overide_suspend_until: dateText(node.overrideSuspendUntilOn),
  override_auto_termination: onOrEmpty(node.overrideAutoTerminate),
  ns1: node.nameserver1,
  ns2: node.nameserver2,
  assigned_ips: node.assignedIps.join(','),
  notes: textOrBlank(node.notes),
  disk_usage: idText(node.diskUsageMb),
  disk_limit: idText(node.diskLimitMb),
  bandwidth_usage: idText(node.bandwidthUsageMb),
  bandwidth_limit: idText(node.bandwidthLimitMb),
  lastupdate: dateTimeText(node.usageUpdatedAt),
});
