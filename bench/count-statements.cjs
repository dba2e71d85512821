// Preloaded into every contender: counts what its driver sends, and tells when it is asked.
const Module = require('node:module');

let statements = 0;
const load = Module._load;
Module._load = function (request, parent, isMain) {
  const loaded = load.call(this, request, parent, isMain);
  if (request === './client' && /[\\/]pg[\\/]lib[\\/]/.test(parent?.filename ?? '')) count(loaded);
  return loaded;
};

const counted = new WeakSet();

function count(Client) {
  if (typeof Client !== 'function' || counted.has(Client)) return;
  counted.add(Client);
  const { query } = Client.prototype;
  Client.prototype.query = function (...args) {
    statements += 1;
    return query.apply(this, args);
  };
}

process.on('message', () => process.send(statements));
process.channel?.unref();
