import { builder } from '#schema/builder.ts';

// Whether a service runs, and what it uses of its server.
builder.prismaObjectFields('Service', (t) => ({
  suspendedAt: t.expose('suspendedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Since when it is suspended.',
  }),
  suspendReason: t.exposeString('suspendReason', { description: 'Why; empty if it is not.' }),
  terminatedAt: t.expose('terminatedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When its account was removed.',
  }),
  overrideAutoSuspend: t.exposeBoolean('overrideAutoSuspend', {
    description: 'It is not suspended automatically.',
  }),
  overrideSuspendUntilOn: t.expose('overrideSuspendUntilOn', {
    type: 'Date',
    nullable: true,
    description: 'It is not suspended automatically before this day.',
  }),
  overrideAutoTerminate: t.exposeBoolean('overrideAutoTerminate', {
    description: 'It is not terminated automatically.',
  }),
  dedicatedIp: t.exposeString('dedicatedIp', { description: 'Its own address; may be empty.' }),
  assignedIps: t.exposeStringList('assignedIps', { description: 'Its further addresses.' }),
  nameserver1: t.exposeString('nameserver1', { description: 'First name server; may be empty.' }),
  nameserver2: t.exposeString('nameserver2', { description: 'Second one; may be empty.' }),
  diskUsageMb: t.exposeInt('diskUsageMb', { description: 'Disk in use, in megabytes.' }),
  diskLimitMb: t.exposeInt('diskLimitMb', { description: 'Its limit; 0 = none.' }),
  bandwidthUsageMb: t.exposeInt('bandwidthUsageMb', {
    description: 'Traffic of the month, in megabytes.',
  }),
  bandwidthLimitMb: t.exposeInt('bandwidthLimitMb', { description: 'Its limit; 0 = none.' }),
  usageUpdatedAt: t.expose('usageUpdatedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When the usage was read from the panel.',
  }),
}));
