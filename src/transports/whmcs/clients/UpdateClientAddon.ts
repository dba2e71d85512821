import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { cycleLabels } from '#transports/rapi/catalog/cycles.ts';
import { fields } from '#transports/rapi/fields.ts';
import { idText } from '#transports/rapi/format.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import {
  amount,
  choice,
  clearable,
  date,
  flag,
  id,
  integer,
  line,
} from '#transports/rapi/params.ts';

const statuses = {
  Pending: 'PENDING',
  Active: 'ACTIVE',
  Suspended: 'SUSPENDED',
  Terminated: 'TERMINATED',
  Cancelled: 'CANCELLED',
  Fraud: 'FRAUD',
  Completed: 'COMPLETED',
} as const;

export const UpdateClientAddon = legacy({
  params: fields({
    id,
    status: choice(statuses).optional(),
    name: line(255).optional(),
    setupfee: amount.optional(),
    recurring: amount.optional(),
    billingcycle: choice(cycleLabels).optional(),
    regdate: date.optional(),
    nextduedate: date.optional(),
    notes: clearable(20_000),
    qty: integer(1, 1_000).optional(),
    tax: flag.optional(),
  }),
  unsupported: [
    'addonid',
    'terminationdate',
    'terminationDate',
    'autorecalc',
    'paymentmethod',
    'serviceid',
  ],
  operation: graphql(`
    mutation UpdateClientAddon($input: UpdateServiceAddonInput!) {
      updateServiceAddon(input: $input) {
        serviceAddon {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      serviceAddonId: encodeId('ServiceAddon', p.id),
      status: p.status,
      name: p.name,
      setupFee: p.setupfee,
      recurring: p.recurring,
      billingCycle: p.billingcycle,
      registeredOn: p.regdate,
      nextDueOn: p.nextduedate,
      notes: p.notes,
      quantity: p.qty,
      isTaxed: p.tax,
    },
  }),
  present: ({ updateServiceAddon: { serviceAddon } }) => ({ id: idText(serviceAddon.databaseId) }),
  errors: { SERVICE_ADDON_NOT_FOUND: 'Addon ID Not Found' },
  missing: { id: 'Addon ID is Required' },
});
