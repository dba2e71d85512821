// Preloaded into every contender: counts the statements its driver has executed, however many it
// sends in one message, and the trips: how often something was sent on a connection that owed no
// answer, so that somebody waits for it. Tells both when it is asked.
const Module = require('node:module');

let statements = 0;
let trips = 0;
const load = Module._load;
Module._load = function (request, parent, isMain) {
  const loaded = load.call(this, request, parent, isMain);
  if (request === './connection' && /[\\/]pg[\\/]lib[\\/]/.test(parent?.filename ?? ''))
    count(loaded);
  return loaded;
};

const counted = new WeakSet();
/** The answers that a connection owes. */
const owed = new WeakMap();

function count(Connection) {
  if (typeof Connection !== 'function' || counted.has(Connection)) return;
  counted.add(Connection);
  const before = (name, note) => {
    const send = Connection.prototype[name];
    Connection.prototype[name] = function (...args) {
      note(this);
      return send.apply(this, args);
    };
  };
  before('execute', () => (statements += 1));
  before('query', (connection) => {
    statements += 1;
    sent(connection);
  });
  before('sync', sent);
}

function sent(connection) {
  if (!owed.has(connection)) {
    owed.set(connection, 0);
    connection.on('readyForQuery', () =>
      owed.set(connection, Math.max(0, owed.get(connection) - 1)),
    );
  }
  if (owed.get(connection) === 0) trips += 1;
  owed.set(connection, owed.get(connection) + 1);
}

process.on('message', () => process.send({ statements, trips }));
process.channel?.unref();
