import { builder } from '#schema/builder.ts';
import { encodeId } from '#core/ids.ts';
import { edgeToNode } from '#schema/node.ts';

/** What a customer may know of the machine a service is on. */
interface Place {
  id: number;
  name: string;
  hostname: string;
  ipAddress: string;
}

const serverOf = ({ id }: Place): string => encodeId('Server', id);

const ServicePlace = builder.objectRef<Place>('ServicePlace').implement({
  read: 'services:read',
  description: "The machine a service is on, limited to what the service's owner may see.",
  fields: (t) => ({
    serverId: t.id({
      description: 'ID of the server that the machine is.',
      resolve: serverOf,
    }),
    server: t.field(
      edgeToNode<Place>({
        type: 'Server',
        description: 'Server that the machine is. Null for customers, who see the place alone.',
        idOf: serverOf,
      }),
    ),
    name: t.exposeString('name', { description: 'Name of the machine.' }),
    hostname: t.exposeString('hostname', { description: 'Hostname of the machine.' }),
    ipAddress: t.exposeString('ipAddress', {
      description: 'Main IP address of the machine. May be empty.',
    }),
  }),
});

builder.prismaObjectFields('Service', (t) => ({
  place: t.field({
    type: ServicePlace,
    nullable: true,
    description:
      "Machine the service is on, as shown to the service's owner. Null if none is assigned.",
    select: { server: { select: { id: true, name: true, hostname: true, ipAddress: true } } },
    resolve: ({ server }) => server,
  }),
  server: t.relation('server', {
    nullable: true,
    authScopes: { staff: true },
    description: 'Server the service is on. Visible to staff only.',
  }),
}));
