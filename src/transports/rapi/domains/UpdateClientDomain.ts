import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import {
  amount,
  choice,
  clearable,
  clearableId,
  dateOrNone,
  domainName,
  flag,
  id,
  idOrName,
  integer,
  line,
} from '#transports/rapi/params.ts';
import { int } from '#transports/rapi/format.ts';
import { clearedId, idAlone, nameAlone } from '#transports/rapi/global-id.ts';
import { actionErrors, statuses } from './domain-fields.ts';

const host = line(253).optional();

export const UpdateClientDomain = legacy({
  params: fields({
    domain_id: id,
    dnsmanagement: flag.optional(),
    emailforwarding: flag.optional(),
    idprotection: flag.optional(),
    donotrenew: flag.optional(),
    registrationdate: dateOrNone.optional(),
    next_due_date: dateOrNone.optional(),
    expiry_date: dateOrNone.optional(),
    domain: domainName.optional(),
    firstpaymentamount: amount.optional(),
    recurringamount: amount.optional(),
    registrar: idOrName,
    registrationperiod: integer(1, 10).optional(),
    payment_method: idOrName,
    status: choice(statuses).optional(),
    additionalnotes: clearable(20_000),
    promo_id: clearableId,
    auto_recalculate_recurring_price: flag.optional(),
    ns1: host,
    ns2: host,
    ns3: host,
    ns4: host,
    ns5: host,
  }),
  unsupported: [
    'idn_language',
    'recurringamount',
    'firstpaymentamount',
    'nextduedate',
    'expirydate',
    'registrationdate',
    'regperiod',
    'donotrenew',
    'autorecalc',
    'paymentmethod',
    'registrar_lock',
    'subscriptionid',
  ],
  operation: graphql(`
    mutation UpdateClientDomain($input: UpdateClientDomainInput!) {
      updateClientDomain(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => {
    const names = [p.ns1, p.ns2, p.ns3, p.ns4, p.ns5].map((name) => name ?? '');
    return {
      input: {
        domainId: encodeId('Domain', p.domain_id),
        dnsManagement: p.dnsmanagement,
        emailForwarding: p.emailforwarding,
        idProtection: p.idprotection,
        autoRenew: p.donotrenew === undefined ? undefined : !p.donotrenew,
        registeredOn: p.registrationdate,
        nextDueOn: p.next_due_date,
        expiresOn: p.expiry_date,
        name: p.domain,
        firstPaymentAmount: p.firstpaymentamount,
        recurringAmount: p.recurringamount,
        registrarId: idAlone('Registrar', p.registrar),
        registrar: nameAlone(p.registrar),
        years: p.registrationperiod,
        gatewayId: idAlone('Gateway', p.payment_method),
        paymentMethod: nameAlone(p.payment_method),
        status: p.status,
        notes: p.additionalnotes,
        promotionId: clearedId('Promotion', p.promo_id),
        recalculateRecurring: p.auto_recalculate_recurring_price,
        nameservers: names.some((name) => name !== '') ? names : undefined,
      },
    };
  },
  present: ({ updateClientDomain: { domain } }) => ({
    domainid: int(domain.databaseId),
    domain_id: int(domain.databaseId),
  }),
  errors: {
    ...actionErrors('Domain ID Not Found'),
    NOT_FOUND: ({ field }) =>
      field === 'promotionId' ? 'Promotion ID Not Found' : 'Payment Method Not Found',
  },
});
