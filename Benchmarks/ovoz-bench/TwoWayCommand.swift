// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Release

struct TwoWayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "two-way",
    abstract: "Reads tables as JSON lines and prints which cells are hidden, and their intervals.")

  func run() throws {
    let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
    while let line = readLine() {
      let table = try decoder.decode(Table.self, from: Data(line.utf8))
      print(String(decoding: try encoder.encode(Self.judge(table)), as: UTF8.self))
    }
  }

  private static func judge(_ table: Table) -> Judged {
    let start = ContinuousClock.now
    let hidden = TwoWaySuppression.hidden(in: table.counts, k: table.k)
    let time = start.duration(to: .now)
    guard let hidden else { return Judged(hidden: nil, intervals: [], time) }
    let audit = TwoWayAudit(counts: table.counts, hidden: hidden)
    var intervals: [[Int]] = []
    for row in hidden.indices {
      for column in hidden[row].indices where hidden[row][column] {
        let bounds = audit.interval(row: row, column: column)
        intervals.append([row, column, bounds.lowerBound, bounds.upperBound])
      }
    }
    return Judged(hidden: hidden, intervals: intervals, time)
  }

  private struct Table: Decodable {
    let counts: [[Int]]
    let k: Int
  }

  private struct Judged: Encodable {
    let hidden: [[Bool]]?
    let intervals: [[Int]]
    let microseconds: Double

    init(hidden: [[Bool]]?, intervals: [[Int]], _ time: Duration) {
      (self.hidden, self.intervals) = (hidden, intervals)
      microseconds = Double(time.components.attoseconds) / 1e12
    }
  }
}
