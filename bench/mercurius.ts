// Mercurius with Prisma: a resolver per relation, batched by Mercurius' loaders.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../src/generated/prisma/client.ts';

const url = process.env.DATABASE_URL!;
const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
const app = Fastify();
interface BenchRequest {
  obj: { id: number; clientId: number };
  params: { first: number };
}

const schema = `
  type Reply { id: Int! message: String! }
  type Ticket { id: Int! subject: String! client: Client replies(first: Int!): [Reply!]! }
  type Client { id: Int! firstName: String! lastName: String! email: String! companyName: String!
    tickets(first: Int!): [Ticket!]! }
  type Query { client(id: Int!): Client clients(first: Int!, offset: Int): [Client!]!
    tickets(first: Int!): [Ticket!]! totalCount: Int! }`;

await app.register(
  mercurius as never,
  {
    schema,
    jit: 1,
    resolvers: {
      Query: {
        client: (_root: unknown, { id }: { id: number }) => db.client.findUnique({ where: { id } }),
        clients: (_root: unknown, { first, offset }: { first: number; offset?: number }) =>
          db.client.findMany({ take: first, skip: offset ?? 0, orderBy: { id: 'asc' } }),
        tickets: (_root: unknown, { first }: { first: number }) =>
          db.ticket.findMany({ take: first, orderBy: { lastReplyAt: 'desc' } }),
        totalCount: () => db.client.count(),
      },
    },
    loaders: {
      Client: {
        tickets: async (payloads: BenchRequest[]) => {
          const rows = await db.ticket.findMany({
            where: { clientId: { in: payloads.map(({ obj }) => obj.id) } },
            orderBy: { lastReplyAt: 'desc' },
          });
          return payloads.map(({ obj, params }) =>
            rows.filter(({ clientId }) => clientId === obj.id).slice(0, params.first),
          );
        },
      },
      Ticket: {
        client: async (payloads: BenchRequest[]) => {
          const rows = await db.client.findMany({
            where: { id: { in: payloads.map(({ obj }) => obj.clientId) } },
          });
          return payloads.map(({ obj }) => rows.find(({ id }) => id === obj.clientId));
        },
        replies: async (payloads: BenchRequest[]) => {
          const rows = await db.ticketReply.findMany({
            where: { ticketId: { in: payloads.map(({ obj }) => obj.id) } },
            orderBy: { id: 'asc' },
          });
          return payloads.map(({ obj, params }) =>
            rows.filter(({ ticketId }) => ticketId === obj.id).slice(0, params.first),
          );
        },
      },
    },
  } as never,
);
await app.listen({ port: Number(process.env.PORT) });
