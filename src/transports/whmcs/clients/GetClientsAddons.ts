import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { cycleWord } from '#transports/rapi/catalog/cycles.ts';
import { clientFields, wrongParameter } from '#transports/rapi/fields.ts';
import { dateText, enumWords, idText, money, onOrEmpty, wrapped } from '#transports/rapi/format.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idsParam } from '#transports/rapi/params-data.ts';

/** Addons hang on services; those of a client, of services, or one of its number. */
export const GetClientsAddons = legacy({
  params: clientFields(
    { serviceid: idsParam.optional(), clientid: id.optional(), addonid: id.optional() },
    'clientid',
  ),
  operation: graphql(`
    query GetClientsAddons($filter: ServiceFilter) {
      services(filter: $filter, first: 10000) {
        edges {
          node {
            databaseId
            client {
              databaseId
            }
            addons {
              databaseId
              name
              setupFee {
                amount
                currency
              }
              recurring {
                amount
                currency
              }
              billingCycle
              isTaxed
              status
              registeredOn
              nextDueOn
              notes
              quantity
            }
          }
        }
      }
    }
  `),
  variables: (p) => {
    if (!p.serviceid && !p.clientid)
      throw wrongParameter('clientid', 'is required, or a serviceid');
    return {
      filter: {
        id: p.serviceid?.map((service) => encodeId('Service', service)),
        client: p.clientid ? [encodeId('Client', p.clientid)] : undefined,
      },
    };
  },
  present: ({ services }, p) => {
    const addons = services.edges.flatMap(({ node }) =>
      node.addons
        .filter(({ databaseId }) => p.addonid === undefined || databaseId === p.addonid)
        .map((addon) => ({
          id: addon.databaseId,
          qty: addon.quantity,
          userid: node.client.databaseId,
          serviceid: node.databaseId,
          name: addon.name,
          setupfee: money(addon.setupFee),
          recurring: money(addon.recurring),
          billingcycle: cycleWord(addon.billingCycle),
          tax: onOrEmpty(addon.isTaxed),
          status: enumWords(addon.status),
          regdate: dateText(addon.registeredOn),
          nextduedate: dateText(addon.nextDueOn),
          notes: addon.notes,
        })),
    );
    return {
      serviceid: p.serviceid?.join(',') ?? null,
      clientid: p.clientid ? idText(p.clientid) : null,
      totalresults: addons.length,
      ...wrapped('addons', 'addon', addons),
    };
  },
});
