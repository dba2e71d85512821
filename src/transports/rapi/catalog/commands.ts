export const catalogCommands = {};
