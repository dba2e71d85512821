import type { Panel, PanelServer } from './panel.ts';
import { connectPlesk } from './plesk.ts';
import { connectWhm } from './whm.ts';

/** A setting of a module, as GetModuleConfigurationParameters lists it. */
export interface ModuleField {
  name: string;
  displayName: string;
  fieldType: 'text' | 'password' | 'textarea' | 'yesno';
}

/** A server module: what it asks for, what it can do, how it is reached. */
export interface PanelModule {
  displayName: string;
  /** Settings of a server, named as in `PanelServer`. */
  serverFields: ModuleField[];
  /** Settings of a product that uses the module. */
  packageFields: ModuleField[];
  /** Names that `customFunction` knows. */
  functions: string[];
  /** Those of them that concern the account alone, which its owner may run. */
  ownerFunctions: string[];
  /** Absent where there is no panel to talk to. */
  connect?: (server: PanelServer) => Panel;
}

const ADDRESS: ModuleField[] = [
  { name: 'hostname', displayName: 'Hostname', fieldType: 'text' },
  { name: 'port', displayName: 'Port', fieldType: 'text' },
];
const AUTHORITY: ModuleField = {
  name: 'caPem',
  displayName: 'Own certificate authority (PEM)',
  fieldType: 'textarea',
};

/** Module name → module. */
export const panels: Readonly<Record<string, PanelModule>> = {
  cpanel: {
    displayName: 'cPanel',
    serverFields: [
      ...ADDRESS,
      { name: 'username', displayName: 'Username', fieldType: 'text' },
      { name: 'secret', displayName: 'API Token', fieldType: 'password' },
      AUTHORITY,
    ],
    packageFields: [{ name: 'plan', displayName: 'WHM Package Name', fieldType: 'text' }],
    functions: ['createLoginLink', 'listPackages'],
    ownerFunctions: ['createLoginLink'],
    connect: connectWhm,
  },
  plesk: {
    displayName: 'Plesk',
    serverFields: [
      ...ADDRESS,
      { name: 'username', displayName: 'Username (empty with an API key)', fieldType: 'text' },
      { name: 'secret', displayName: 'API Key or Password', fieldType: 'password' },
      AUTHORITY,
    ],
    packageFields: [{ name: 'plan', displayName: 'Service Plan Name', fieldType: 'text' }],
    functions: ['subscriptionInfo'],
    ownerFunctions: ['subscriptionInfo'],
    connect: connectPlesk,
  },
  autorelease: {
    displayName: 'Auto Release',
    serverFields: [],
    packageFields: [
      { name: 'createToDo', displayName: 'Create To-Do Item', fieldType: 'yesno' },
      { name: 'notifyEmail', displayName: 'Notify by E-mail', fieldType: 'text' },
    ],
    functions: [],
    ownerFunctions: [],
  },
};
