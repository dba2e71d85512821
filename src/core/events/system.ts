import {
  eventClient as client,
  defineEvents,
  eventId as id,
  eventSubjectId as subject,
  eventText as text,
} from './define.ts';

const ban = { banId: subject('BannedAddress') };
const todo = { todoItemId: subject('TodoItem') };
const task = { taskId: subject('Task'), clientId: client().nullable() };

/** Events of the company's own settings and work. */
export const systemEvents = defineEvents({
  'ban.added': {
    description: 'An address was banned.',
    payload: ban,
  },
  'ban.removed': {
    description: 'The ban of an address was lifted.',
    payload: ban,
  },
  'setting.changed': { description: 'A setting changed.', payload: { name: text() } },
  'todo.added': { description: 'A to-do item was added.', payload: todo },
  'todo.changed': { description: 'A to-do item changed.', payload: todo },
  'todo.deleted': { description: 'A to-do item was deleted.', payload: todo },
  'pageHook.changed': {
    description: 'What is shown on a page of the store changed.',
    payload: { pageHookId: subject('PageHook') },
  },
  'task.changed': {
    description: 'A task ended, or waits for its next attempt.',
    payload: { ...task, state: text() },
    isInternal: true,
  },
  'task.dead': {
    description: 'A task was given up; staff must look at it.',
    payload: task,
    isInternal: true,
  },
  'task.waitsForPerson': {
    description: 'A task waits for a person who carries it out and says what came of it.',
    payload: { ...task, action: text(), message: text() },
    isInternal: true,
  },
  'sandbox.created': {
    description: 'A sandbox was asked for.',
    payload: { sandboxId: subject('Sandbox') },
  },
  'sandbox.deleted': {
    description: 'A sandbox was deleted, or its time was over.',
    payload: { sandboxId: subject('Sandbox') },
  },
  'commandSwitch.changed': {
    description: 'A legacy command was switched over to this gateway, or back to the old system.',
    payload: { switchId: subject('CommandSwitch'), command: text(), answeredBy: text() },
  },
  'automation.finished': {
    description: 'The daily run ended for the first time on its day.',
    payload: { runId: id('AutomationRun') },
  },
});
