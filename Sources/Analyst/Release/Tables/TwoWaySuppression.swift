// SPDX-License-Identifier: Apache-2.0

/// Decides which cells of a two-way table are hidden, so that no small one can be computed.
///
/// Cells under k, zeros included, are hidden for themselves; more are hidden for their sake until
/// each of the small ones could, for a reader of margins and shown cells, be k or more and lies in
/// an interval at least k wide. Which cells were hidden for which reason is not told.
package struct TwoWaySuppression {
  private let counts: [[Int]]
  private let k: Int
  private var hidden: [[Bool]]

  /// Which cells to hide; nothing when only hiding all of them would do.
  package static func hidden(in counts: [[Int]], k: Int) -> [[Bool]]? {
    var suppression = Self(counts: counts, k: k)
    return suppression.protect() ? suppression.hidden : nil
  }

  private init(counts: [[Int]], k: Int) {
    (self.counts, self.k) = (counts, k)
    hidden = counts.map { $0.map { $0 < k } }
  }

  private var width: Int { counts.first?.count ?? 0 }

  private mutating func protect() -> Bool {
    while true {
      while closeLonelyLines() {}
      guard let (row, column) = firstComputable() else {
        return hidden.contains { $0.contains(false) }
      }
      let inRow = hideInRow(row)
      let inColumn = hideInColumn(column)
      guard inRow || inColumn || hideCheapest() else { return false }
    }
  }

  // One hidden cell alone in its line is the line's total less the others.
  private mutating func closeLonelyLines() -> Bool {
    var changed = false
    for row in counts.indices where hidden[row].count(where: { $0 }) == 1 {
      changed = hideInRow(row) || changed
    }
    for column in 0..<width where hidden.count(where: { $0[column] }) == 1 {
      changed = hideInColumn(column) || changed
    }
    return changed
  }

  private func firstComputable() -> (Int, Int)? {
    let audit = TwoWayAudit(counts: counts, hidden: hidden)
    for row in counts.indices {
      for column in 0..<width where counts[row][column] < k {
        let interval = audit.interval(row: row, column: column)
        if interval.upperBound < k || interval.upperBound - interval.lowerBound < k {
          return (row, column)
        }
      }
    }
    return nil
  }

  // A column that hides something already needs no further cell for this one's sake.
  private mutating func hideInRow(_ row: Int) -> Bool {
    hideFirst(
      of: (0..<width).map { column in
        (hidden.contains { $0[column] } ? 0 : 1, counts[row][column], row, column)
      })
  }

  private mutating func hideInColumn(_ column: Int) -> Bool {
    hideFirst(
      of: counts.indices.map { row in
        (hidden[row].contains(true) ? 0 : 1, counts[row][column], row, column)
      })
  }

  private mutating func hideCheapest() -> Bool {
    hideFirst(
      of: counts.indices.flatMap { row in
        (0..<width).map { column in (0, counts[row][column], row, column) }
      })
  }

  private mutating func hideFirst(of cells: [(Int, Int, Int, Int)]) -> Bool {
    guard let cheapest = cells.filter({ !hidden[$0.2][$0.3] }).min(by: <) else { return false }
    hidden[cheapest.2][cheapest.3] = true
    return true
  }
}
