export const cartCommands = {};
