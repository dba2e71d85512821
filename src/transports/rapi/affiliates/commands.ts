export const affiliatesCommands = {};
