/** The contenders by the names they have in the tables. */
export const names = {
  manual: 'hand-written SQL',
  traced: 'hand-written, same traces',
  gateway: 'Hostgraph',
  other: 'Hostgraph, the other build',
  unplanned: 'Hostgraph, planner off',
  postgraphile: 'PostGraphile 5',
  stock: 'Yoga + Pothos + Prisma',
  mercurius: 'Mercurius + Prisma',
};
