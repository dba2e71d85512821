export const supportCommands = {};
