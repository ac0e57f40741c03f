// SPDX-License-Identifier: Apache-2.0

/// A small directed graph with whole capacities, and its maximum flow.
///
/// Shortest augmenting paths (Edmonds and Karp 1972). A table has at most some dozens of lines, so
/// capacities stand in one square.
struct FlowNetwork {
  /// More than all people there are, and far from overflow when added up.
  static let unlimited = 1 << 40

  private let nodes: Int
  private var capacity: [Int]

  init(nodes: Int) {
    self.nodes = nodes
    capacity = Array(repeating: 0, count: nodes * nodes)
  }

  mutating func add(from: Int, to: Int, capacity more: Int) {
    capacity[from * nodes + to] += more
  }

  /// The most that can flow, up to the limit; uses the network up.
  mutating func maximumFlow(from source: Int, to sink: Int, limit: Int) -> Int {
    var flow = 0
    while flow < limit, let path = shortestPath(from: source, to: sink) {
      let room = path.map { capacity[$0.from * nodes + $0.to] }.min() ?? 0
      let step = min(room, limit - flow)
      for arc in path {
        capacity[arc.from * nodes + arc.to] -= step
        capacity[arc.to * nodes + arc.from] += step
      }
      flow += step
    }
    return flow
  }

  private func shortestPath(from source: Int, to sink: Int) -> [(from: Int, to: Int)]? {
    var before = Array(repeating: -1, count: nodes)
    before[source] = source
    var queue = [source]
    var head = 0
    while head < queue.count, before[sink] < 0 {
      let node = queue[head]
      head += 1
      for next in 0..<nodes where before[next] < 0 && capacity[node * nodes + next] > 0 {
        before[next] = node
        queue.append(next)
      }
    }
    return before[sink] < 0 ? nil : arcs(to: sink, before: before)
  }

  private func arcs(to sink: Int, before: [Int]) -> [(from: Int, to: Int)] {
    var arcs: [(from: Int, to: Int)] = []
    var node = sink
    while before[node] != node {
      arcs.append((before[node], node))
      node = before[node]
    }
    return arcs
  }
}
