import { builder } from '#schema/builder.ts';

/** What a customer may know of the machine a service is on. */
interface Place {
  id: number;
  name: string;
  hostname: string;
  ipAddress: string;
}

const ServicePlace = builder.objectRef<Place>('ServicePlace').implement({
  read: 'services:read',
  description: 'The machine a service is on, as far as its owner needs to know it.',
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    hostname: t.exposeString('hostname', { description: 'Its host name.' }),
    ipAddress: t.exposeString('ipAddress', { description: 'Its main address; may be empty.' }),
  }),
});

builder.prismaObjectFields('Service', (t) => ({
  place: t.field({
    type: ServicePlace,
    nullable: true,
    description: 'The machine it is on; null while there is none.',
    select: { server: { select: { id: true, name: true, hostname: true, ipAddress: true } } },
    resolve: ({ server }) => server,
  }),
  server: t.relation('server', {
    nullable: true,
    authScopes: { staff: true },
    description: 'The server it is on, for staff.',
  }),
}));
