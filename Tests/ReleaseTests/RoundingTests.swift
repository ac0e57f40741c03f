// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Release

struct RoundingTests {
  let rounding = SeededRounding(secret: Array(repeating: 1, count: 32))
  let people: [[UInt8]] = (0..<40).map { [UInt8($0), 3, 5] }

  @Test func `the same people in the same cell draw the same, in any order`() {
    let first = rounding.draw(cell: "blamed", contributors: people)
    #expect(rounding.draw(cell: "blamed", contributors: people.reversed()) == first)
  }

  @Test func `another cell, person or secret draws anew`() {
    let first = rounding.draw(cell: "blamed", contributors: people)
    let other = SeededRounding(secret: Array(repeating: 2, count: 32))
    #expect(rounding.draw(cell: "punished", contributors: people) != first)
    #expect(rounding.draw(cell: "blamed", contributors: Array(people.dropLast())) != first)
    #expect(other.draw(cell: "blamed", contributors: people) != first)
  }

  @Test func `the parts of a cell cannot be shifted into one another`() {
    let left = rounding.draw(cell: "a", contributors: [[98]])
    #expect(rounding.draw(cell: "ab", contributors: []) != left)
  }

  @Test func `thirteen rounds up in about three of five cells`() throws {
    let rule = DisplayRule(policy: try Stage().policy)
    let up = (0..<2_000).filter { number in
      let draw = rounding.draw(cell: "cell \(number)", contributors: people)
      return rule.show(13, of: 150, draw: draw) == .about(15)
    }
    // 1,200 expected; the draws are fixed by the secret, so this never wavers.
    #expect((1_120...1_280).contains(up.count))
  }
}
