export const mailCommands = {};
