// Plain JavaScript, because a worker thread starts from the file itself. Solves each programme it is sent.
import { parentPort } from "node:worker_threads";
import load from "highs";

const solver = await load();
parentPort.on("message", ({ programme, seconds }) => {
  const { Status, Columns } = solver.solve(programme, {
    output_flag: false,
    mip_rel_gap: 0,
    mip_abs_gap: 0,
    random_seed: 0,
    time_limit: seconds,
  });
  parentPort.postMessage({
    status: Status,
    values: Object.entries(Columns).map(([name, { Primal }]) => [name, Primal ?? 0]),
  });
});
