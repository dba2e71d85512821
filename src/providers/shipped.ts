import type { Provider } from './define.ts';
import minfraud from './fraud/minfraud/provider.ts';
import mailin from './gateways/mailin/provider.ts';
import paypal from './gateways/paypal/provider.ts';
import sandboxGateway from './gateways/sandbox/provider.ts';
import stripe from './gateways/stripe/provider.ts';
import smtp from './mailers/smtp/provider.ts';
import autorelease from './panels/autorelease/provider.ts';
import cpanel from './panels/cpanel/provider.ts';
import cyberpanel from './panels/cyberpanel/provider.ts';
import directadmin from './panels/directadmin/provider.ts';
import manualPanel from './panels/manual/provider.ts';
import plesk from './panels/plesk/provider.ts';
import proxmox from './panels/proxmox/provider.ts';
import virtualizor from './panels/virtualizor/provider.ts';
import connectreseller from './registrars/connectreseller/provider.ts';
import cosmotown from './registrars/cosmotown/provider.ts';
import enom from './registrars/enom/provider.ts';
import epp from './registrars/epp/provider.ts';
import logicboxes from './registrars/logicboxes/provider.ts';
import manualRegistrar from './registrars/manual/provider.ts';
import namecheap from './registrars/namecheap/provider.ts';
import onlinenic from './registrars/onlinenic/provider.ts';
import openprovider from './registrars/openprovider/provider.ts';
import opensrs from './registrars/opensrs/provider.ts';
import disk from './storage/disk/provider.ts';
import s3 from './storage/s3/provider.ts';

/** What a sandbox can be connected with: what talks to nobody, and storage. */
export const sandboxProviders: readonly Provider[] = [
  manualRegistrar,
  manualPanel,
  autorelease,
  mailin,
  sandboxGateway,
  disk,
  s3,
];

/** The providers that come with the gateway. */
export const shippedProviders: readonly Provider[] = [
  logicboxes,
  connectreseller,
  onlinenic,
  cosmotown,
  epp,
  openprovider,
  opensrs,
  namecheap,
  enom,
  manualRegistrar,
  cpanel,
  plesk,
  directadmin,
  proxmox,
  manualPanel,
  cyberpanel,
  virtualizor,
  autorelease,
  stripe,
  paypal,
  mailin,
  minfraud,
  smtp,
  disk,
  s3,
];
