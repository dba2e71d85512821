import { toDate } from '#core/dates.ts';
import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { edgeToNode } from '#schema/node.ts';
import type { Happening, HappeningKind } from './tally.ts';

const words: Record<HappeningKind, string> = {
  INVOICE_CREATED: 'An invoice is made.',
  REMINDER_DUE: 'A reminder of an invoice is sent.',
  LATE_FEE_ADDED: 'A late fee is added to an invoice.',
  PAYMENT_RECEIVED: 'The stored pay method is charged.',
  INVOICE_PAID: 'An invoice is paid in full, by a payment or by credit.',
  INVOICE_CANCELLED: 'An invoice is cancelled, for instance because its service has ended.',
  SERVICE_SUSPENDED: 'A service is suspended.',
  SERVICE_UNSUSPENDED: 'A suspended service runs again.',
  SERVICE_TERMINATED: 'A service is terminated or cancelled.',
  DOMAIN_RENEWED: 'A domain is renewed.',
  DOMAIN_RENEWAL_FAILED: 'A paid renewal of a domain cannot be ordered.',
  DOMAIN_EXPIRED: 'A domain moves on after its period has ended: into grace, redemption or expiry.',
};

const ForecastEvent = builder.enumType('ForecastEvent', {
  description: 'What can happen to a client in a forecast.',
  values: Object.fromEntries(
    Object.entries(words).map(([kind, description]) => [kind, { description }]),
  ) as Record<HappeningKind, { description: string }>,
});

const edge = (type: string, idOf: (happening: Happening) => number | null, description: string) =>
  edgeToNode<Happening>({
    type,
    description,
    idOf: (happening) => {
      const id = idOf(happening);
      return id === null ? null : encodeId(type, id);
    },
  });

export const ForecastHappening = builder.objectRef<Happening>('ForecastHappening').implement({
  read: 'billing:read',
  description: 'One thing that is to happen to a client on a day.',
  fields: (t) => ({
    on: t.field({
      type: 'Date',
      description: 'Day on which it is to happen.',
      resolve: ({ on }) => toDate(on),
    }),
    event: t.field({
      type: ForecastEvent,
      description: 'What is to happen.',
      resolve: ({ kind }) => kind,
    }),
    about: t.exposeString('about', {
      description:
        'Global ID of what it is about: an invoice, a service or a domain. Invoices that the forecast makes are numbered: `Invoice:new-1`.',
    }),
    amount: t.field({
      type: Money,
      nullable: true,
      description:
        'Total of the invoice on that day, or the payment; null where no money is named.',
      resolve: ({ money }) => money,
    }),
    invoice: t.field(
      edge(
        'Invoice',
        ({ invoiceId }) => invoiceId,
        'Invoice it is about; null for one that the forecast makes.',
      ),
    ),
    service: t.field(edge('Service', ({ serviceId }) => serviceId, 'Service it is about.')),
    domain: t.field(edge('Domain', ({ domainId }) => domainId, 'Domain it is about.')),
  }),
});
