export const accessCommands = {};
