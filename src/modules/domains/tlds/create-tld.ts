import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import { tldPriceLists, tldSettings, unicodeOf } from './tld-input.ts';
import { Tld } from './tld.ts';
import { extensionOf } from './tlds.ts';
import { registryPolicy } from './registry-questions.ts';
import { registrarNamed, tldUpdate, writeAround } from './write-tld.ts';

command('createTld', {
  legacy: 'CreateTLD',
  description:
    'Put a TLD on sale. Prices are given in the base currency; prices in other currencies follow from the exchange rates.',
  permission: 'domains:configure',
  input: (t) => ({
    extension: t.string({ required: true, description: 'TLD to put on sale, e.g. .com or co.uk.' }),
    ...tldSettings(t),
    ...tldPriceLists(t, true),
  }),
  errors: ['TLD_EXISTS', 'TLD_NOT_FOUND', 'REGISTRAR_UNKNOWN', 'REGISTRARS_NONE_ACTIVE'],
  run: async (work, input) => {
    const { tx } = work;
    const extension = extensionOf(input.extension);
    if (!extension)
      return work.fail('BAD_INPUT', 'extension: a TLD such as .com.', { field: 'extension' });
    if (await tx.tld.count({ where: { extension } }))
      work.fail('TLD_EXISTS', undefined, { field: 'extension' });
    await changeCatalog(work, 'tlds');
    const base = await tx.currency.findFirstOrThrow({ where: { isBase: true } });
    const last = await tx.tld.aggregate({ _max: { sortOrder: true } });
    const created = await tx.tld.createMany({
      data: [
        {
          ...(tldUpdate(input) as object),
          extension,
          unicodeExtension: unicodeOf(extension),
          registrarId: (await registrarNamed(work, input.registrar)) ?? null,
          currencyCode: base.code,
          sortOrder: (last._max.sortOrder ?? 0) + 1,
        },
      ],
      skipDuplicates: true,
    });
    if (!created.count) work.fail('TLD_EXISTS', undefined, { field: 'extension' });
    const { id } = await tx.tld.findUniqueOrThrow({ where: { extension }, select: { id: true } });
    // What its registry asks is asked here, unless staff say what is to be asked instead.
    const fields = input.fields ?? shippedFields(extension);
    await writeAround(work, id, { ...input, fields });
    work.announce('tld.created', { tldId: id });
    return { tldId: id };
  },
  payload: (t) => ({
    tld: t.prismaField({
      type: Tld,
      description: 'The TLD that was put on sale.',
      resolve: (query, { tldId }, _args, { db }) =>
        db.tld.findUniqueOrThrow({ ...query, where: { id: tldId } }),
    }),
  }),
});

/** The questions of a TLD's registry, as far as they are shipped and a document confirms them. */
function shippedFields(extension: string) {
  const policy = registryPolicy(extension);
  if (!policy?.sources.length) return [];
  return policy.questions.map(({ options, ...question }) => ({
    ...question,
    ...(options && { options: [...options] }),
  }));
}
