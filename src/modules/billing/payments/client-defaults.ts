import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';

// How a client pays unless something else is said.
builder.prismaObjectFields(Client, (t) => ({
  defaultGateway: t.relation('defaultGateway', {
    nullable: true,
    description: 'Gateway the client pays through by default. Null for none.',
  }),
  defaultPayMethod: t.relation('defaultPayMethod', {
    nullable: true,
    description: 'Stored pay method that is charged unless another one is named. Null for none.',
  }),
}));
