import { z } from 'zod';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';

/** How much of its limit a server holds; without a limit it is never full. */
const percent = (services: number, limit: number) =>
  limit > 0 ? Math.round((100 * services) / limit) : 0;

export const GetServers = legacy({
  params: z.object({}),
  operation: graphql(`
    query GetServers {
      servers {
        databaseId
        name
        hostname
        ipAddress
        isActive
        activeServices
        maxAccounts
        module
        isReachable
        load
      }
    }
  `),
  variables: () => ({}),
  present: ({ servers }) => ({
    servers: servers.map((server) => ({
      id: server.databaseId,
      name: server.name,
      hostname: server.hostname,
      ip_address: server.ipAddress,
      active: server.isActive,
      activeServices: server.activeServices,
      maxAllowedServices: server.maxAccounts,
      percentUsed: percent(server.activeServices, server.maxAccounts),
      module: server.module,
      status: { http: server.isReachable ?? false, load: server.load },
    })),
    // What the last check found; no server is asked while somebody waits.
    fetchStatus: false,
  }),
});
