import { AddClient } from './AddClient.ts';
import { AddClientNote } from './AddClientNote.ts';
import { AddContact } from './AddContact.ts';
import { ClientSignup } from './ClientSignup.ts';
import { CloseClient } from './CloseClient.ts';
import { DeleteClient } from './DeleteClient.ts';
import { DeleteClientNote } from './DeleteClientNote.ts';
import { DeleteContact } from './DeleteContact.ts';
import { GetClientDetails } from './GetClientDetails.ts';
import { GetClientGroups } from './GetClientGroups.ts';
import { GetClientPassword } from './GetClientPassword.ts';
import { GetClients } from './GetClients.ts';
import { GetClientsStats } from './GetClientsStats.ts';
import { GetContact } from './GetContact.ts';
import { GetContacts } from './GetContacts.ts';
import { UpdateClient } from './UpdateClient.ts';
import { UpdateClientNote } from './UpdateClientNote.ts';

export const clientsCommands = {
  AddClient,
  AddClientNote,
  AddContact,
  ClientSignup,
  CloseClient,
  DeleteClient,
  DeleteClientNote,
  DeleteContact,
  GetClientDetails,
  GetClientGroups,
  GetClientPassword,
  GetClients,
  GetClientsStats,
  GetContact,
  GetContacts,
  UpdateClient,
  UpdateClientNote,
};
