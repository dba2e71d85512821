import { AddClientNote } from './AddClientNote.ts';
import { GetClients } from './GetClients.ts';

export const clientsCommands = {
  AddClientNote,
  GetClients,
};
