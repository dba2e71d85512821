import type { builder } from '#schema/builder.ts';
import type { ErrorCode } from '#core/errors.ts';
import { Service } from './service.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** The service that an action is about. */
export const whichService = (t: InputBuilder) => ({
  serviceId: t.globalID({
    for: Service,
    required: true,
    description: 'ID of the service the operation acts on.',
  }),
});

/** The payload of what changes a service: the service as it is afterwards. */
export const servicePayload = <Answer extends { serviceId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  service: t.prismaField({
    type: Service,
    description: 'The service after the operation.',
    resolve: (query, { serviceId }, _args, { db }) =>
      db.service.findUniqueOrThrow({ ...query, where: { id: serviceId } }),
  }),
});

/** What every action of a module may be refused with. */
export const moduleErrors = [
  'SERVICE_NOT_FOUND',
  'SERVICE_HAS_NO_MODULE',
  'SERVICE_HAS_NO_SERVER',
  'SERVICE_STATUS_WRONG',
  'MODULE_ACTION_UNDER_WAY',
  'MODULE_ACTION_UNSETTLED',
  'PROVIDER_REJECTED',
  'PROVIDER_UNREACHABLE',
  'OUTCOME_UNKNOWN',
] as const satisfies readonly ErrorCode[];
