export const quotesCommands = {};
