import './ticket-updated.ts';
