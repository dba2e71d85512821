import type { App } from '#schema/app.ts';

const types = [
  { key: 'hostingaccount', name: 'Shared Hosting' },
  { key: 'reselleraccount', name: 'Reseller Hosting' },
  { key: 'server', name: 'Server/VPS' },
  { key: 'other', name: 'Other' },
];

/** The four kinds of products that old programs know, where they are missing. */
export async function catalogEssentials({ db }: Pick<App, 'db'>): Promise<void> {
  await db.productType.createMany({
    data: types.map((type, sortOrder) => ({ ...type, sortOrder })),
    skipDuplicates: true,
  });
}
