export const systemCommands = {};
