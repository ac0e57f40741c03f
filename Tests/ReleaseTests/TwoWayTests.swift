// SPDX-License-Identifier: Apache-2.0

import ReleaseAttack
import Testing

@testable import Release

struct TwoWayTests {
  // G10
  @Test func `the audit's intervals are those of trying every table`() {
    var dice = Dice(seed: 3)
    var compared = 0
    for _ in 0..<400 {
      let (rows, columns) = (2 + dice.roll(2), 2 + dice.roll(2))
      let counts = (0..<rows).map { _ in (0..<columns).map { _ in dice.roll(4) } }
      let hidden = counts.map { $0.map { _ in dice.roll(3) > 0 } }
      let audit = TwoWayAudit(counts: counts, hidden: hidden)
      for (cell, bounds) in EveryTable(counts: counts, hidden: hidden).bounds() {
        #expect(audit.interval(row: cell[0], column: cell[1]) == bounds, "\(counts) \(hidden)")
        compared += 1
      }
    }
    #expect(compared > 1_000)
  }

  @Test func `no hidden small cell can be computed, and every small cell is hidden`() {
    var dice = Dice(seed: 4)
    var shown = 0
    for _ in 0..<300 {
      let counts = (0..<(2 + dice.roll(2))).map { _ in (0..<3).map { _ in dice.roll(7) } }
      guard let hidden = TwoWaySuppression.hidden(in: counts, k: 2) else { continue }
      shown += 1
      let bounds = EveryTable(counts: counts, hidden: hidden).bounds()
      for (cell, bounds) in bounds where counts[cell[0]][cell[1]] < 2 {
        #expect(hidden[cell[0]][cell[1]])
        #expect(bounds.upperBound >= 2 && bounds.upperBound - bounds.lowerBound >= 2)
      }
    }
    #expect(shown > 100)
  }

  @Test func `one small cell takes three others with it`() throws {
    let hidden = try #require(
      TwoWaySuppression.hidden(in: [[3, 30, 40], [30, 25, 60], [50, 70, 80]], k: 10))
    #expect(hidden == [[true, true, false], [true, true, false], [false, false, false]])
  }

  @Test func `a table without small cells is shown whole`() throws {
    let hidden = try #require(TwoWaySuppression.hidden(in: [[30, 30], [30, 30]], k: 10))
    #expect(!hidden.joined().contains(true))
  }

  @Test func `a table that only hiding all would protect is withheld`() {
    #expect(TwoWaySuppression.hidden(in: [[3, 30], [30, 40]], k: 10) == nil)
  }

  @Test(
    arguments: [
      ([30, 20, 12], [[0], [1], [2]]), ([30, 20, 3, 8], [[0], [1], [2, 3]]),
      ([30, 20, 3, 2], [[0], [1, 2, 3]]), ([30, 20, 0], [[0], [1, 2]]),
      ([30, 20, 9], [[0], [1, 2]]),
    ] as [([Int], [[Int]])])
  func `small categories are merged until all lines are large`(counts: [Int], lines: [[Int]]) {
    #expect(CategoryMerge(counts: counts, floor: 10)?.lines == lines)
  }

  @Test(arguments: [[30, 3], [30, 0], [30], [4, 4], []])
  func `nothing is shown when fewer than two large lines are left`(counts: [Int]) {
    #expect(CategoryMerge(counts: counts, floor: 10) == nil)
  }

  @Test func `any merge hides every small category and loses nobody`() throws {
    var dice = Dice(seed: 5)
    for _ in 0..<2_000 {
      let counts = (0..<(1 + dice.roll(6))).map { _ in dice.roll(25) }
      guard let lines = CategoryMerge(counts: counts, floor: 10)?.lines else { continue }
      #expect(lines.joined().sorted() == Array(counts.indices))
      #expect(lines.allSatisfy { line in line.reduce(0) { $0 + counts[$1] } >= 10 })
    }
  }
}

/// Every table of whole counts that has the same totals and shown cells; tiny tables only.
private struct EveryTable {
  let counts: [[Int]]
  let hidden: [[Bool]]

  func bounds() -> [[Int]: ClosedRange<Int>] {
    let places = counts.indices.flatMap { row in counts[row].indices.map { [row, $0] } }
      .filter { hidden[$0[0]][$0[1]] }
    var bounds: [[Int]: ClosedRange<Int>] = [:]
    var rows = counts.indices.map { row in places.filter { $0[0] == row }.reduce(0, sum) }
    var columns = (counts.first ?? []).indices.map { column in
      places.filter { $0[1] == column }.reduce(0, sum)
    }
    var values: [Int] = []
    visit(places[...], &values, &rows, &columns) { found in
      for (place, value) in zip(places, found) {
        let old = bounds[place] ?? value...value
        bounds[place] = min(old.lowerBound, value)...max(old.upperBound, value)
      }
    }
    return bounds
  }

  private func sum(_ sum: Int, _ place: [Int]) -> Int { sum + counts[place[0]][place[1]] }

  private func visit(
    _ places: ArraySlice<[Int]>, _ values: inout [Int], _ rows: inout [Int],
    _ columns: inout [Int], found: ([Int]) -> Void
  ) {
    guard let place = places.first else {
      if rows.allSatisfy({ $0 == 0 }), columns.allSatisfy({ $0 == 0 }) { found(values) }
      return
    }
    let (row, column) = (place[0], place[1])
    // The last hidden cell of a row takes what is left of it.
    let last = !places.dropFirst().contains { $0[0] == row }
    let most = min(rows[row], columns[column])
    guard !last || rows[row] <= columns[column] else { return }
    for value in (last ? rows[row] : 0)...(last ? rows[row] : most) {
      rows[row] -= value
      columns[column] -= value
      values.append(value)
      visit(places.dropFirst(), &values, &rows, &columns, found: found)
      values.removeLast()
      rows[row] += value
      columns[column] += value
    }
  }
}
