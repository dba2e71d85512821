import { bulkCommand } from '#schema/bulk.ts';
import { Service } from '#modules/services/service.ts';
import './module-suspend.ts';

bulkCommand('suspendServices', {
  single: 'moduleSuspend',
  type: Service,
  field: 'service',
  ids: 'serviceIds',
  key: 'serviceId',
  description: 'Suspend several services.',
});
