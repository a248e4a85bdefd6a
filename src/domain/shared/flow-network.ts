export type Arc = { readonly from: number; readonly to: number; readonly room: number; readonly cost: number };

/**
 * A network whose flow is kept at least cost while it grows by shortest augmenting paths. Arc `i` of the list given has
 * the number `2 i`, its reverse `2 i + 1`. Costs are whole numbers ≥ 0, so that sums stay exact.
 *
 * Searches end at the first node that takes more (Dijkstra over reduced costs); only nodes whose distance is final
 * change their potential. Nodes that can end a search have no outgoing cost of their own, so the first is the nearest.
 */
export class FlowNetwork {
  readonly #to: Int32Array;
  readonly #room: Int32Array;
  readonly #cost: Float64Array;
  readonly #firstArc: Int32Array;
  readonly #arcs: Int32Array;
  readonly #potential: Float64Array;
  readonly #distance: Float64Array;
  readonly #arrivedBy: Int32Array;
  /** Which search reached the node last. */
  readonly #reachedIn: Int32Array;
  /** The nodes whose distance the search has settled, in order. */
  #settled: number[] = [];
  #search = 0;

  constructor(nodes: number, arcs: readonly Arc[]) {
    const count = arcs.length * 2;
    this.#to = new Int32Array(count);
    this.#room = new Int32Array(count);
    this.#cost = new Float64Array(count);
    const firstArc = new Int32Array(nodes + 1);
    arcs.forEach(({ from, to, room, cost }, at) => {
      this.#to[at * 2] = to;
      this.#to[at * 2 + 1] = from;
      this.#room[at * 2] = room;
      this.#cost[at * 2] = cost;
      this.#cost[at * 2 + 1] = -cost;
      firstArc[from + 1] = (firstArc[from + 1] ?? 0) + 1;
      firstArc[to + 1] = (firstArc[to + 1] ?? 0) + 1;
    });
    for (let node = 0; node < nodes; node++) firstArc[node + 1] = (firstArc[node + 1] ?? 0) + (firstArc[node] ?? 0);
    const next = firstArc.slice();
    this.#arcs = new Int32Array(count);
    for (let arc = 0; arc < count; arc++) {
      const from = this.#to[arc ^ 1] ?? 0;
      const place = next[from] ?? 0;
      this.#arcs[place] = arc;
      next[from] = place + 1;
    }
    this.#firstArc = firstArc;
    this.#potential = new Float64Array(nodes);
    this.#distance = new Float64Array(nodes);
    this.#arrivedBy = new Int32Array(nodes);
    this.#reachedIn = new Int32Array(nodes);
  }

  /** How much an arc carries. */
  flowOf(arc: number): number {
    return this.#room[arc ^ 1] ?? 0;
  }

  /** How much more an arc could carry. */
  roomOf(arc: number): number {
    return this.#room[arc] ?? 0;
  }

  /**
   * Sends one unit from the source along the cheapest path to a node that takes it.
   * @returns that node, or -1 when none can be reached; then nothing has changed
   */
  augment(source: number, takes: (node: number) => boolean): number {
    const end = this.#settleUntil(source, takes);
    if (end < 0) return -1;
    const length = this.#distance[end] ?? 0;
    for (const node of this.#settled)
      this.#potential[node] = (this.#potential[node] ?? 0) + (this.#distance[node] ?? 0) - length;
    for (let node = end; node !== source; ) {
      const arc = this.#arrivedBy[node] ?? 0;
      this.#room[arc] = (this.#room[arc] ?? 0) - 1;
      this.#room[arc ^ 1] = (this.#room[arc ^ 1] ?? 0) + 1;
      node = this.#to[arc ^ 1] ?? source;
    }
    return end;
  }

  /** Every node that a unit from the source could come to. */
  reachableFrom(source: number): number[] {
    this.#settleUntil(source, () => false);
    return [...this.#settled];
  }

  #settleUntil(source: number, takes: (node: number) => boolean): number {
    const search = ++this.#search;
    const heap = new NodeHeap();
    const final = new Set<number>();
    this.#settled = [];
    this.#distance[source] = 0;
    this.#reachedIn[source] = search;
    heap.push(source, 0);
    for (let node = heap.pop(); node >= 0; node = heap.pop()) {
      if (final.has(node)) continue;
      final.add(node);
      this.#settled.push(node);
      if (takes(node)) return node;
      this.#relax(node, search, heap);
    }
    return -1;
  }

  #relax(node: number, search: number, heap: NodeHeap): void {
    const reached = this.#distance[node] ?? 0;
    const height = this.#potential[node] ?? 0;
    const last = this.#firstArc[node + 1] ?? 0;
    for (let at = this.#firstArc[node] ?? 0; at < last; at++) {
      const arc = this.#arcs[at] ?? 0;
      if ((this.#room[arc] ?? 0) === 0) continue;
      const to = this.#to[arc] ?? 0;
      const distance = reached + (this.#cost[arc] ?? 0) + height - (this.#potential[to] ?? 0);
      if (this.#reachedIn[to] === search && distance >= (this.#distance[to] ?? 0)) continue;
      this.#reachedIn[to] = search;
      this.#distance[to] = distance;
      this.#arrivedBy[to] = arc;
      heap.push(to, distance);
    }
  }
}

/** Nodes by distance, nearest first; a node may wait more than once, and its later copies are passed over. */
class NodeHeap {
  readonly #nodes: number[] = [];
  readonly #keys: number[] = [];

  push(node: number, key: number): void {
    let at = this.#nodes.length;
    this.#nodes.push(node);
    this.#keys.push(key);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#keys[parent] ?? 0;
      if (above <= key) break;
      this.#nodes[at] = this.#nodes[parent] ?? 0;
      this.#keys[at] = above;
      at = parent;
    }
    this.#nodes[at] = node;
    this.#keys[at] = key;
  }

  /** @returns the nearest node, or -1 */
  pop(): number {
    const [nearest] = this.#nodes;
    const node = this.#nodes.pop();
    const key = this.#keys.pop();
    if (nearest === undefined || node === undefined || key === undefined) return -1;
    const size = this.#nodes.length;
    if (size === 0) return nearest;
    let at = 0;
    for (let child = 1; child < size; child = at * 2 + 1) {
      if (child + 1 < size && (this.#keys[child + 1] ?? 0) < (this.#keys[child] ?? 0)) child++;
      const below = this.#keys[child] ?? 0;
      if (below >= key) break;
      this.#nodes[at] = this.#nodes[child] ?? 0;
      this.#keys[at] = below;
      at = child;
    }
    this.#nodes[at] = node;
    this.#keys[at] = key;
    return nearest;
  }
}
