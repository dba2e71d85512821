import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Task } from '#schema/tasks/type.ts';

nounEvents({
  noun: 'task',
  type: Task,
  client: Client,
  read: 'tasks:read',
  missing: 'TASK_NOT_FOUND',
  description: 'Tasks that end, wait for their next attempt or are given up.',
});
