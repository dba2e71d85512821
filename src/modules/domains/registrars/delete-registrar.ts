import { keyOf } from '#core/ids.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import { RegistrarNode } from './registrar.ts';

command('deleteRegistrar', {
  description:
    'Delete an account at a registrar, with its settings. One that TLDs or domains name cannot be deleted; deactivate it instead.',
  permission: 'domains:configure',
  input: (t) => ({
    registrarId: t.globalID({
      for: RegistrarNode,
      required: true,
      description: 'ID of the registrar account to delete.',
    }),
  }),
  errors: ['PROVIDER_ACCOUNT_NOT_FOUND', 'PROVIDER_ACCOUNT_IN_USE'],
  run: async (work, { registrarId }) => {
    const { tx, fail } = work;
    const id = keyOf(registrarId);
    await changeCatalog(work, 'tlds');
    await tx.$queryRaw`select id from registrars where id = ${id} for update`;
    const row = await tx.registrar.findUnique({ where: { id }, select: { _count: true } });
    if (!row) return fail('PROVIDER_ACCOUNT_NOT_FOUND', undefined, { field: 'registrarId' });
    const { domains, tlds } = row._count;
    if (domains + tlds > 0)
      fail('PROVIDER_ACCOUNT_IN_USE', undefined, { field: 'registrarId', domains, tlds });
    await tx.registrar.delete({ where: { id } });
    work.announce('registrar.deleted', { registrarId: id });
    return { registrarId: id };
  },
  deletes: { type: 'Registrar', key: 'registrarId' },
});
