import { ConfigError, readConfig } from './config.ts';
import { explained } from './commands/explained.ts';
import { commandHelp, commandNamed } from './commands/commands.ts';

/** `hostgraph <command>`: what was asked for, with the configuration of the environment. */
async function main([name = 'start', ...args]: string[]): Promise<void> {
  const command = commandNamed(name);
  if (!command) {
    console.error(`There is no command ${JSON.stringify(name)}.\n\n${commandHelp()}`);
    process.exit(64);
  }
  await command.run(readConfig(process.env), args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : (explained(error) ?? error));
  // Whatever was started by then, a worker or a connection, would keep the process alive unseen.
  process.exit(1);
});
