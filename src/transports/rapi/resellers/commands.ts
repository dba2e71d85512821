export const resellersCommands = {};
