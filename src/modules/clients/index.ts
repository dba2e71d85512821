import './add-client-note.ts';
import './client-group.ts';
import './client-note.ts';
import './clients.ts';
