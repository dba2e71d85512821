/** `npm run progress`: how many of the reference's commands are served, counted from the code. */
import { commands } from '#transports/rapi/commands.ts';
import { commandsByModule } from '#transports/rapi/names.ts';

let total = 0;
let served = 0;
for (const [module, names] of Object.entries(commandsByModule)) {
  const missing = names.filter((name) => !Object.hasOwn(commands, name));
  total += names.length;
  served += names.length - missing.length;
  const bar = '█'.repeat(names.length - missing.length) + '·'.repeat(missing.length);
  console.log(`${module.padEnd(11)} ${bar} ${names.length - missing.length}/${names.length}`);
  if (missing.length) console.log(`            not yet: ${missing.join(' ')}`);
}
console.log(`${served} of ${total} commands are served.`);
