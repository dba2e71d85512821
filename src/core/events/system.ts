/** What system announces. */
export interface SystemEvents {
  'ban.added': { banId: number };
  'ban.removed': { banId: number };
  'setting.changed': { name: string };
  'admin.added': { adminId: number };
  'admin.changed': { adminId: number };
  'admin.deleted': { adminId: number };
  'adminRole.added': { roleId: number };
  'adminRole.changed': { roleId: number };
  'adminRole.deleted': { roleId: number };
  'todoItem.added': { todoItemId: number };
  'todoItem.changed': { todoItemId: number };
  'todoItem.deleted': { todoItemId: number };
  'pageHook.changed': { pageHookId: number };
  'apiCredential.added': { credentialId: number; clientId: number | null };
  'apiCredential.changed': { credentialId: number; clientId: number | null };
  'apiCredential.rotated': { credentialId: number; clientId: number | null };
  'apiCredential.revoked': { credentialId: number; clientId: number | null };
  /** A task ended, or waits for its next attempt. */
  'task.changed': { taskId: number; clientId: number | null; state: string };
  /** A task was given up and lies before staff. */
  'task.dead': { taskId: number; clientId: number | null };
  /** The daily run ended for the first time on its day. */
  'automation.finished': { runId: number };
}
