export const servicesCommands = {};
