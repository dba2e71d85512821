import { type DocumentNode, print } from 'graphql';
import { GetClientDetails } from '../src/transports/rapi/clients/GetClientDetails.ts';
import { customerPrice } from '../src/transports/logicboxes/products/customer-price.ts';
import { type BenchRequest, type Case, graphql, RESELLER_TOKEN, TOKEN } from './requests.ts';

const operationOf = ({ operation }: { operation: DocumentNode }) => print(operation);

const form = (fields: Record<string, string>): Omit<BenchRequest, 'path'> => ({
  body: new URLSearchParams(fields).toString(),
  type: 'application/x-www-form-urlencoded',
});

/** The other transports, beside the same operation sent to /graphql. All of them are the gateway. */
export const transports: readonly Case[] = [
  {
    name: 'one client, all of it',
    payloads: {
      'by GraphQL': graphql(operationOf(GetClientDetails), {
        by: { id: 'Client:77' },
        stats: false,
      }),
      'by the legacy transport': {
        path: '/rapi/GetClientDetails',
        ...form({ token: TOKEN, user_id: '77' }),
      },
    },
  },
  {
    name: '15,000 prices',
    payloads: {
      'by GraphQL': {
        ...graphql(operationOf(customerPrice), { clientId: null, whole: true }),
        token: RESELLER_TOKEN,
      },
      'by the legacy transport': {
        path: '/api/products/customer-price.json',
        ...form({ 'auth-userid': '1', 'api-key': RESELLER_TOKEN }),
      },
    },
  },
];
