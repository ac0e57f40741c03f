// SPDX-License-Identifier: Apache-2.0

/// The exact bounds that a reader can compute for a hidden cell from margins and shown cells.
///
/// All row and column totals are taken as known exactly. Raising a cell has to lower others of its
/// row and column, and so on along cycles: how far is a maximum flow in the graph of rows and
/// columns (Gusfield 1988). Counts are whole, so that the bounds are those of linear programming.
package struct TwoWayAudit {
  private let counts: [[Int]]
  private let hidden: [[Bool]]

  /// Takes a rectangle of counts and, of the same shape, which of them are hidden.
  package init(counts: [[Int]], hidden: [[Bool]]) {
    self.counts = counts
    self.hidden = hidden
  }

  /// The least and the largest count that the cell may have for such a reader.
  package func interval(row: Int, column: Int) -> ClosedRange<Int> {
    let count = counts[row][column]
    guard hidden[row][column] else { return count...count }
    let (rowNode, columnNode) = (row, counts.count + column)
    var up = network(without: row, column)
    var down = up
    let raise = up.maximumFlow(from: columnNode, to: rowNode, limit: .max)
    let lower = down.maximumFlow(from: rowNode, to: columnNode, limit: count)
    return (count - lower)...(count + raise)
  }

  // Row to column raises a hidden cell without limit; column to row lowers it, to zero at most.
  private func network(without row: Int, _ column: Int) -> FlowNetwork {
    let width = counts.first?.count ?? 0
    var network = FlowNetwork(nodes: counts.count + width)
    for r in counts.indices {
      for c in 0..<width where hidden[r][c] && (r, c) != (row, column) {
        network.add(from: r, to: counts.count + c, capacity: FlowNetwork.unlimited)
        network.add(from: counts.count + c, to: r, capacity: counts[r][c])
      }
    }
    return network
  }
}
