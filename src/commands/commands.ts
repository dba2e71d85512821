import type { Config } from '#config.ts';

/** A command of the program. */
export interface ProgramCommand {
  /** One line for the help. */
  summary: string;
  run(config: Config, args: readonly string[]): Promise<void>;
}

// Each is loaded when it is run: a migration needs no transport, a worker no port.
const commands: Record<string, ProgramCommand> = {
  start: {
    summary: 'serve every transport and do the background work (the default)',
    run: async (config) => (await import('./serve.ts')).serve(config, { web: true, worker: true }),
  },
  web: {
    summary: 'serve every transport; background work is left to `hostgraph worker`',
    run: async (config) => (await import('./serve.ts')).serve(config, { web: true, worker: false }),
  },
  worker: {
    summary: 'do the background work; serve nothing',
    run: async (config) => (await import('./serve.ts')).serve(config, { web: false, worker: true }),
  },
  migrate: {
    summary: 'bring the database to this version and end',
    run: async (config) => (await import('./migrate.ts')).migrateOnly(config),
  },
  backup: {
    summary: 'write database and files to one file, while others work: backup [file]',
    run: async (config, args) => (await import('./backup.ts')).backup(config, args),
  },
  restore: {
    summary: 'fill an empty database from a backup, quietly: restore <file>',
    run: async (config, args) => (await import('./restore.ts')).restore(config, args),
  },
  resume: {
    summary: 'let a restored copy send again',
    run: async (config) => (await import('./resume.ts')).resume(config),
  },
  move: {
    summary: 'take the embedded database in DATA_DIR to the PostgreSQL of DATABASE_URL',
    run: async (config) => (await import('./move.ts')).move(config),
  },
  import: {
    summary:
      'take a WHMCS (whmcs --database … or --api …) or a running WHASOLS (whasols --rapi …) over, and prove it',
    run: async (config, args) => (await import('./import.ts')).importCommand(config, args),
  },
  'rotate-key': {
    summary: 'encrypt every secret under the first key of ENCRYPTION_KEY, retire the others',
    run: async (config) => (await import('./rotate-key.ts')).rotateKey(config),
  },
  automation: {
    summary: 'do the daily run now; 75 where another process is at it',
    run: async (config) => (await import('./automation.ts')).automation(config),
  },
  doctor: {
    summary: 'check the configuration and everything it names, and say what to do',
    run: async (config) => (await import('./doctor.ts')).doctor(config),
  },
};

/** The command of that name. */
export const commandNamed = (name: string): ProgramCommand | undefined =>
  Object.hasOwn(commands, name) ? commands[name] : undefined;

/** The commands with what they do. */
export const commandHelp = (): string =>
  [
    'hostgraph <command>',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`),
    '',
    'The environment configures it; README.md lists the variables.',
  ].join('\n');
