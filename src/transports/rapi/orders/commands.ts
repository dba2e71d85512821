export const ordersCommands = {};
