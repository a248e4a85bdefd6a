import { Server } from "@hocuspocus/server";

/** A Hocuspocus server with nothing in it: no rights, no storage. What ours is measured against. */
const server = new Server({ port: Number(process.env.PORT ?? 0), address: "127.0.0.1", quiet: true });
await server.listen();
console.log(`listening ${server.address.port}`);
