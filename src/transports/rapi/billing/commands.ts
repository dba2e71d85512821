export const billingCommands = {};
