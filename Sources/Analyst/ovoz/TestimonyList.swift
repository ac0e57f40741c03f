// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Languages
import Resemblance
import TestimonyModel
import Vault

/// All testimonies of a campaign without their words, and which of them are nearly the same.
struct TestimonyList {
  private(set) var lines: [ListLine] = []
  private(set) var groups: [DuplicateGroup] = []
  private var finder = CopyFinder()

  mutating func add(_ entry: ListEntry) throws {
    lines.append(try entry.line.get())
    // A testimony that does not open has a number too, and no words to compare.
    finder.add(entry.shingles)
  }

  /// Puts the group's number behind each that is in one.
  mutating func group() {
    for (index, copies) in finder.copies().enumerated() {
      groups.append(DuplicateGroup(number: index + 1, copies, lines))
      for member in copies.members { lines[member].group = index + 1 }
    }
  }
}

/// What one testimony adds to a list: made on the core that opened it, and without its words.
struct ListEntry: Sendable {
  let line: Result<ListLine, any Error>
  let shingles: Shingles

  init(
    _ opened: OpenedTestimony, _ themes: SealedDecisions, _ languages: LanguageIdentifier
  ) {
    line = Result { try ListLine(opened, themes, languages) }
    shingles = Shingles(of: (try? opened.content.get())?.answers.map(\.text) ?? [])
  }
}

/// Testimonies whose words are nearly the same, as a list shows them.
struct DuplicateGroup: Encodable {
  let number: Int
  let size: Int
  /// How alike two of them were at the least when one joined the other, rounded down.
  let percentAlike: Int
  let lanes: [String: Int]
  let languages: [String]
  let members: [String]

  init(number: Int, _ copies: CopyGroup, _ lines: [ListLine]) {
    let lines = copies.members.map { lines[$0] }
    self.number = number
    size = lines.count
    percentAlike = Int(copies.likeness * 100)
    lanes = Dictionary(lines.map { ($0.lane, 1) }, uniquingKeysWith: +)
    languages = Set(lines.compactMap(\.language)).sorted()
    members = lines.map(\.id)
  }

  /// Prints it for people.
  func show() {
    let lanes = lanes.sorted { $0.key > $1.key }.map { "\($0.value) \($0.key)" }
    print(
      Terminal.bold("≈\(number)  \(size) testimonies")
        + ", \(percentAlike == 100 ? "the same" : "at least \(percentAlike) % alike"); "
        + "\(lanes.joined(separator: ", ")); \(languages.joined(separator: ", "))")
    for start in stride(from: 0, to: size, by: 8) {
      let row = members[start..<min(start + 8, size)].map { String($0.prefix(8)) }
      print("    " + row.joined(separator: "  "))
    }
  }
}
