// Preloaded into every contender: counts the statements its driver has executed, however many it
// sends in one message, and tells when it is asked.
const Module = require('node:module');

let statements = 0;
const load = Module._load;
Module._load = function (request, parent, isMain) {
  const loaded = load.call(this, request, parent, isMain);
  if (request === './connection' && /[\\/]pg[\\/]lib[\\/]/.test(parent?.filename ?? ''))
    count(loaded);
  return loaded;
};

const counted = new WeakSet();

function count(Connection) {
  if (typeof Connection !== 'function' || counted.has(Connection)) return;
  counted.add(Connection);
  for (const name of ['query', 'execute']) {
    const send = Connection.prototype[name];
    Connection.prototype[name] = function (...args) {
      statements += 1;
      return send.apply(this, args);
    };
  }
}

process.on('message', () => process.send(statements));
process.channel?.unref();
