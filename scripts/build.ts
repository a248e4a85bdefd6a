import { ensureDatabaseClient, ensurePages } from "./support/build";

/** `npm run build`: what a start would build, ahead of time, for images. */
ensureDatabaseClient(console.log);
ensurePages(console.log);
