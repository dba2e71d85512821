import type { ErrorCode } from '#core/errors.ts';

const projects = 'Project Management is not active.';
const modules =
  'modules of the old installation are not here; use the graph to configure providers';
const oauth = 'there is no OAuth server here; use API credentials (GraphQL `createApiCredential`)';

/** Actions of WHMCS that nothing carries out, and why. */
const absent: Readonly<Record<string, string>> = {
  AddProjectMessage: projects,
  AddProjectTask: projects,
  CreateProject: projects,
  DeleteProjectTask: projects,
  EndTaskTimer: projects,
  GetProject: projects,
  GetProjects: projects,
  StartTaskTimer: projects,
  UpdateProject: projects,
  UpdateProjectTask: projects,
  ActivateModule: modules,
  DeactivateModule: modules,
  UpdateModuleConfiguration: modules,
  CreateOAuthCredential: oauth,
  DeleteOAuthCredential: oauth,
  ListOAuthCredentials: oauth,
  UpdateOAuthCredential: oauth,
  CreateSsoToken: 'there is no client area here; use GraphQL `actForClient` or `signInAsUser`',
  DomainRelease: 'no registrar here releases domains by a tag',
  TriggerNotificationEvent: 'there are webhooks in its place (GraphQL `createWebhook`)',
  UpdatePayMethod: 'a pay method is deleted and added anew at its gateway',
  UpdateTransaction: 'entries of the books are not changed; delete the payment and add it anew',
};

const byName = new Map(
  Object.entries(absent).map(([name, why]) => [
    name.toLowerCase(),
    why === projects ? why : `Command Not Available: ${why}.`,
  ]),
);

/** What to say of an action that nothing carries out. */
export function whyNotHere(name: string): { message: string; code?: ErrorCode } {
  const message = byName.get(name.toLowerCase());
  return message ? { message, code: 'COMMAND_NOT_AVAILABLE' } : { message: 'Command Not Found' };
}

/** The actions of WHMCS that nothing carries out, with what is said of them. */
export const absentActions = Object.entries(absent);
