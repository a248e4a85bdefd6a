import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { once } from "./once";

/** Prometheus metrics of this process. Labels are names from the code, never people's input. */
export function metrics() {
  return once("metrics", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry, prefix: "lianfang_" });
    return {
      registry,
      requests: new Histogram({
        name: "lianfang_http_request_seconds",
        help: "Time to answer a request, by door and status class",
        labelNames: ["door", "status"],
        buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        registers: [registry],
      }),
      faults: new Counter({ name: "lianfang_faults_total", help: "Unexpected errors", registers: [registry] }),
      queueLag: new Gauge({
        name: "lianfang_queue_lag_seconds",
        help: "Age of the oldest waiting job",
        registers: [registry],
      }),
    };
  });
}
