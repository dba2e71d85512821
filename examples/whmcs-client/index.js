// Two public WHMCS clients from the npm registry, unmodified, against /includes/api.php.
//
//   BOOTSTRAP_TOKEN=… npm start                       (in the gateway's folder)
//   npm install && SECRET=$BOOTSTRAP_TOKEN npm start  (here)
//
// `whmcs-js` sends identifier and secret; `whmcs`, of 2013, sends a user name and an MD5.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import Whmcs from 'whmcs';
import whmcsJs from 'whmcs-js';

const serverUrl = process.env.URL ?? 'http://127.0.0.1:4000/includes/api.php';
const identifier = process.env.IDENTIFIER ?? 'bootstrap';
const secret = process.env.SECRET ?? '';

const email = `petra-${Date.now()}@example.test`;
const person = {
  firstname: 'Petra',
  lastname: 'Prospect',
  email,
  address1: '2 Street',
  city: 'Berlin',
  state: 'Berlin',
  postcode: '10115',
  country: 'DE',
  phonenumber: '+49.30901820',
  noemail: true,
};

const show = (title, reply) => console.log(title.padEnd(38), JSON.stringify(reply).slice(0, 160));

const config = { serverUrl, identifier, secret };
const clients = new whmcsJs.Clients(config);
const billing = new whmcsJs.Billing(config);
const done = async (title, promise) => {
  const reply = await promise;
  show(`whmcs-js ${title}`, reply);
  if (reply.result !== 'success') throw new Error(`${title}: ${reply.message}`);
  return reply;
};

const { clientid } = await done('addClient', clients.addClient(person));
await done('getClientsDetails', clients.getClientsDetails({ clientid }));
await done('getClients', clients.getClients({ search: email }));
const { invoiceid } = await done(
  'createInvoice',
  billing.createInvoice({ userid: clientid, itemdescription1: 'Hosting', itemamount1: '9.95' }),
);
await done('getInvoice', billing.getInvoice({ invoiceid }));

const password = createHash('md5').update(secret).digest('hex');
const old = new Whmcs({ username: identifier, password, serverUrl });
const ask = (module, name, ...rest) => promisify(module[name].bind(module))(...rest);
show('whmcs customers.getCustomer', await ask(old.customers, 'getCustomer', clientid));
show('whmcs billing.getInvoice', await ask(old.billing, 'getInvoice', invoiceid));

const stranger = new whmcsJs.System({ ...config, secret: 'wrong' });
show('whmcs-js with a wrong secret', await stranger.callApi({ action: 'GetStats' }));
