import { ApiCredential, ApiUsage, visibleCredentials } from '#modules/access/api-credential.ts';
import { numbers, texts, withinDays } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

declareList({
  type: ApiUsage,
  noun: 'ApiUsage',
  model: 'ApiUsage',
  visible: (actor) => ({ credential: visibleCredentials(actor) }),
  filter: {
    operation: texts((names) => ({ operation: { in: [...names] } }), 'Calls of these operations.'),
    usedOn: withinDays('usedOn', 'Day of the calls, in UTC.'),
    refusedCount: numbers('refusedCount', 'Number of calls on the day that were refused.'),
  },
  order: {
    ID: ['id', 'By the first call of the day.'],
    USED_ON: ['usedOn', 'By the day.'],
    OPERATION: ['operation', 'By the name of the operation.'],
    COUNT: ['count', 'By the number of calls.'],
    LAST_AT: ['lastAt', 'By the time of the latest call.'],
  },
  usual: [{ usedOn: 'desc' }, { id: 'desc' }],
  search: (word) => ({ operation: includes(word) }),
}).under(ApiCredential, 'usages', 'usage', {
  description: 'Calls of the API credential per operation and day, latest days first.',
});
