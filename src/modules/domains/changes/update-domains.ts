import { bulkCommand } from '#schema/bulk.ts';
import { Domain } from '#modules/domains/domain.ts';
import './update-domain.ts';

bulkCommand('updateDomains', {
  single: 'updateDomain',
  type: Domain,
  field: 'domain',
  ids: 'domainIds',
  key: 'domainId',
  description: 'Make the same change to several domains.',
});
