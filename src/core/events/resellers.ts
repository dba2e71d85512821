import {
  eventClient as client,
  eventCount as count,
  defineEvents,
  eventFlag as flag,
  eventId as id,
  eventSubjectId as subject,
} from './define.ts';

const reseller = { resellerId: subject('Reseller'), clientId: client() };
const productKey = { productKeyId: subject('ProductKey') };
const apiKey = { credentialId: subject('ApiCredential'), clientId: client() };
const address = { addressId: id('ApiCredentialAddress'), clientId: subject('Client') };

/** Events of resellers and what was agreed with them. */
export const resellersEvents = defineEvents({
  'reseller.added': { description: 'A client became a reseller.', payload: reseller },
  'reseller.changed': { description: 'Terms or status of a reseller changed.', payload: reseller },
  'reseller.deleted': { description: 'A client is no reseller any more.', payload: reseller },
  'productKey.saved': {
    description: 'A product key was added or changed.',
    payload: productKey,
  },
  'productKey.deleted': { description: 'A product key was deleted.', payload: productKey },
  'priceList.deleted': {
    description: 'A price list was deleted.',
    payload: { priceListId: subject('PriceList') },
  },
  'priceList.unassigned': {
    description: 'A reseller has no price list any more.',
    payload: { resellerId: subject('Reseller') },
  },
  'priceList.changed': {
    description: 'A price of a price list changed: cached copies of its catalogue are out of date.',
    payload: { priceListId: subject('PriceList'), version: count() },
  },
  'priceList.assigned': {
    description: 'A reseller buys by a price list from now on.',
    payload: { priceListId: subject('PriceList'), resellerId: id('Reseller') },
  },
  'resellerPrices.changed': {
    description: 'What was agreed with one reseller alone changed.',
    payload: { resellerId: subject('Reseller') },
  },
  'apiKey.saved': {
    description: 'An API key of a reseller was made or changed.',
    payload: { ...apiKey, added: flag() },
  },
  'apiKey.revoked': { description: 'An API key of a reseller was revoked.', payload: apiKey },
  'apiAddress.added': {
    description: 'A reseller may use the API from another address.',
    payload: address,
  },
  'apiAddress.deleted': {
    description: 'A reseller may no longer use the API from an address.',
    payload: address,
  },
});
