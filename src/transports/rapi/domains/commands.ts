export const domainsCommands = {};
