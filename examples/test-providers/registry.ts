/**
 * A registrar that keeps its names in memory and refuses the first order of each, so that there is
 * something for staff to look at. As anybody can write one: see docs/providers.md.
 */
import { defineProvider, ProviderError, z } from 'hostgraph/provider';

/** Expiry days by name; null where an order was refused. */
const names = new Map<string, string | null>();

const inYears = (years: number) => {
  const day = new Date();
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.toISOString().slice(0, 10);
};

export default defineProvider({
  kind: 'registrar',
  name: 'test-registry',
  title: 'Test registry',
  docs: [],
  settings: z.object({}),
  capabilities: {
    availability: 'none needed: in memory',
    register: 'none needed: in memory',
    sync: 'none needed: in memory',
    findOrder: 'none needed: in memory',
  },
  connect: () => ({
    availability: async (asked) =>
      asked.map((name) => ({
        name,
        status: names.get(name) ? 'unavailable' : 'available',
        premium: false,
      })),
    register: async ({ domain, years }) => {
      if (!names.has(domain)) {
        names.set(domain, null);
        throw new ProviderError('REFUSED', 'The registrant has to be verified first.');
      }
      const expiresOn = inYears(years);
      names.set(domain, expiresOn);
      return { state: 'done', orderId: domain, expiresOn };
    },
    sync: async (domain) => {
      const expiresOn = names.get(domain) ?? null;
      return { status: expiresOn ? 'active' : 'absent', expiresOn, nameservers: null };
    },
    findOrder: async ({ domain }) => {
      const expiresOn = names.get(domain);
      return expiresOn ? { state: 'done', expiresOn } : { state: 'absent' };
    },
  }),
});
