// SPDX-License-Identifier: Apache-2.0

/// The testimonies that are coded in one session, and at which of them the coder is.
struct CodingQueue {
  private let records: [[UInt8]]
  /// The place of the one at hand; behind the last when nothing is left.
  private(set) var position = 0
  /// Decided or left for another day in this session.
  private var past: Set<Int> = []

  init(_ records: [[UInt8]]) { self.records = records }

  subscript(position: Int) -> [UInt8] { records[position] }

  /// The testimony at hand, or nil where nothing is left.
  var record: [UInt8]? { records.indices.contains(position) ? records[position] : nil }

  /// The place of the one at hand, for people.
  var place: String { "\(position + 1) of \(records.count)" }

  /// To the next that is neither decided nor left for another day; behind the last when there is none.
  mutating func goOn() {
    past.insert(position)
    let open = records.indices.filter { !past.contains($0) }
    position = open.first { $0 > position } ?? open.first ?? records.count
  }

  /// So many places on or back, whatever stands there; it stays inside.
  mutating func move(by places: Int) {
    position = max(0, min(records.count - 1, position + places))
  }

  /// Back to one that waits again.
  mutating func goBack(to position: Int) {
    past.remove(position)
    self.position = position
  }
}
