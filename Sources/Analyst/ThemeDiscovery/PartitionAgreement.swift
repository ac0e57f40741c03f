// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How alike two partitions of the same things are.
package struct PartitionAgreement {
  private var cells: [[Int]: Int] = [:]
  private var rows: [Int: Int] = [:]
  private var columns: [Int: Int] = [:]
  private let count: Double

  /// Takes the group of each thing in the one partition and in the other.
  package init(_ one: [Int], _ other: [Int]) {
    for (row, column) in zip(one, other) {
      cells[[row, column], default: 0] += 1
      rows[row, default: 0] += 1
      columns[column, default: 0] += 1
    }
    count = Double(min(one.count, other.count))
  }

  /// Hubert and Arabie's adjusted Rand index (1985): 1 where they are the same, about 0 by chance.
  package var adjustedRand: Double {
    let pairs = { (some: Int) in Double(some) * Double(some - 1) / 2 }
    let together = cells.values.map(pairs).reduce(0, +)
    let (left, right) = (
      rows.values.map(pairs).reduce(0, +), columns.values.map(pairs).reduce(0, +)
    )
    let all = count * (count - 1) / 2
    guard all > 0 else { return 1 }
    let (chance, most) = (left * right / all, (left + right) / 2)
    return most == chance ? 1 : (together - chance) / (most - chance)
  }

  /// Mutual information over the mean of both entropies: 0 to 1.
  package var normalisedInformation: Double {
    let entropy = { (sizes: [Int: Int]) in
      sizes.values.reduce(0.0) { $0 - Double($1) / self.count * log(Double($1) / self.count) }
    }
    let mean = (entropy(rows) + entropy(columns)) / 2
    guard mean > 0 else { return 1 }
    let information = cells.reduce(0.0) { sum, cell in
      let (row, column) = (rows[cell.key[0]] ?? 1, columns[cell.key[1]] ?? 1)
      let share = Double(cell.value) / count
      return sum + share * log(share * count * count / Double(row) / Double(column))
    }
    return max(0, information / mean)
  }

  /// The share of things whose group in the one is mostly of their group in the other.
  package var purity: Double {
    var largest: [Int: Int] = [:]
    for (cell, size) in cells { largest[cell[0]] = max(largest[cell[0]] ?? 0, size) }
    return Double(largest.values.reduce(0, +)) / max(1, count)
  }
}
