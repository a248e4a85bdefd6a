import { ensurePages } from "../../scripts/support/build";

/** Built once before the files run in parallel: tests that start the whole application must not build it twice at once. */
export default function setup() {
  ensurePages(console.log);
}
