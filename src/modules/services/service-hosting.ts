import { builder } from '#schema/builder.ts';

// Whether a service runs, and what it uses of its server.
builder.prismaObjectFields('Service', (t) => ({
  suspendedAt: t.expose('suspendedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time at which the service was suspended.',
  }),
  suspendReason: t.exposeString('suspendReason', {
    description: 'Reason for the suspension. Empty if the service is not suspended.',
  }),
  terminatedAt: t.expose('terminatedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time at which the account of the service was removed.',
  }),
  overrideAutoSuspend: t.exposeBoolean('overrideAutoSuspend', {
    description: 'Whether the service is exempt from automatic suspension.',
  }),
  overrideSuspendUntilOn: t.expose('overrideSuspendUntilOn', {
    type: 'Date',
    nullable: true,
    description: 'Day before which the service is not suspended automatically.',
  }),
  overrideAutoTerminate: t.exposeBoolean('overrideAutoTerminate', {
    description: 'Whether the service is exempt from automatic termination.',
  }),
  dedicatedIp: t.exposeString('dedicatedIp', {
    description: 'Dedicated IP address of the service. May be empty.',
  }),
  assignedIps: t.exposeStringList('assignedIps', {
    description: 'Further IP addresses of the service.',
  }),
  nameserver1: t.exposeString('nameserver1', {
    description: 'First nameserver of the service. May be empty.',
  }),
  nameserver2: t.exposeString('nameserver2', {
    description: 'Second nameserver of the service. May be empty.',
  }),
  diskUsageMb: t.exposeInt('diskUsageMb', { description: 'Disk space in use, in megabytes.' }),
  diskLimitMb: t.exposeInt('diskLimitMb', {
    description: 'Limit of disk space in megabytes. 0 for no limit.',
  }),
  bandwidthUsageMb: t.exposeInt('bandwidthUsageMb', {
    description: 'Traffic of the month, in megabytes.',
  }),
  bandwidthLimitMb: t.exposeInt('bandwidthLimitMb', {
    description: 'Limit of monthly traffic in megabytes. 0 for no limit.',
  }),
  usageUpdatedAt: t.expose('usageUpdatedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time at which the usage was read from the panel.',
  }),
}));
