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
import { GetClie.ts } from './GetClie.ts.ts';
import { GetClieStats.ts } from './GetClieStats.ts.ts';
import { GetContact } from './GetContact.ts';
import { GetConta.ts } from './GetConta.ts.ts';
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
  GetClie.ts,
  GetClieStats.ts,
  GetContact,
  GetConta.ts,
  UpdateClient,
  UpdateClientNote,
};
