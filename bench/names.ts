/** The contenders by the names they have in the tables. */
export const names = {
  manual: 'hand-written SQL',
  gateway: 'Hostgraph',
  unplanned: 'Hostgraph, planner off',
  postgraphile: 'PostGraphile 5',
  stock: 'Yoga + Pothos + Prisma',
  mercurius: 'Mercurius + Prisma',
};
