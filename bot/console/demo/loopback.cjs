// Loaded before the local Teams client, which offers no way to choose an address: whatever it listens with,
// it listens on this machine only.
"use strict";
const { Server } = require("node:net");

const { listen } = Server.prototype;
Server.prototype.listen = function (first, ...rest) {
  const asked = typeof first === "object" && first !== null ? first : { port: first };
  const onListening = rest.filter((one) => typeof one === "function");
  return listen.call(this, { ...asked, host: "127.0.0.1" }, ...onListening);
};
