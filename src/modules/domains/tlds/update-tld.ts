import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import { tldPriceLists, tldSettings } from './tld-input.ts';
import { Tld } from './tld.ts';
import { extensionOf } from './tlds.ts';
import { registrarNamed, tldUpdate, writeAround } from './write-tld.ts';

command('updateTld', {
  legacy: 'UpdateTLD',
  description:
    'Change a TLD. Omitted fields stay unchanged; a given price list replaces that of its action in every currency.',
  permission: 'domains:configure',
  input: (t) => ({
    extension: t.string({ required: true, description: 'TLD to change, e.g. .com or co.uk.' }),
    ...tldSettings(t),
    ...tldPriceLists(t, false),
  }),
  errors: ['TLD_NOT_FOUND', 'REGISTRAR_UNKNOWN', 'REGISTRARS_NONE_ACTIVE'],
  nulls: {
    featuredColor: '',
    idnLanguages: [],
    label: null,
    rdapUrl: null,
    registrar: null,
    whoisServer: null,
  },
  run: async (work, input) => {
    const { tx } = work;
    await changeCatalog(work, 'tlds');
    const extension = extensionOf(input.extension) ?? '';
    const tld = await tx.tld.findUnique({ where: { extension }, select: { id: true } });
    if (!tld) return work.fail('TLD_NOT_FOUND', undefined, { field: 'extension' });
    await tx.$queryRaw`select 1 from tlds where id = ${tld.id} for update`;
    const registrarId = await registrarNamed(work, input.registrar);
    await tx.tld.update({
      where: { id: tld.id },
      data: { ...tldUpdate(input), ...(registrarId !== undefined && { registrarId }) },
    });
    await writeAround(work, tld.id, input);
    work.announce('tld.changed', { tldId: tld.id });
    return { tldId: tld.id };
  },
  payload: (t) => ({
    tld: t.prismaField({
      type: Tld,
      description: 'The TLD after the change.',
      resolve: (query, { tldId }, _args, { db }) =>
        db.tld.findUniqueOrThrow({ ...query, where: { id: tldId } }),
    }),
  }),
});
