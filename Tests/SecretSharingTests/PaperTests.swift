// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing

@testable import SecretSharing

@Suite struct PaperTests {
  private static let cost = PassphraseKey.ScryptCost(n: 16, r: 8, p: 1)
  private static let set = Array(UInt8(1)...16)

  private static func passphrase(_ words: String) -> SecretBytes {
    SecretBytes(copying: Array(words.utf8))
  }

  private static func paper(_ value: [UInt8]) throws -> PaperShare {
    try PaperShare(
      SharePoint(index: 3, value: SecretBytes(copying: value)), set: set, threshold: 2, count: 5,
      passphrase("invented words"), cost: cost)
  }

  // G9
  @Test func `a printed share comes back by its passphrase, and by another one something else`()
    throws
  {
    let value = try RandomBytes.fresh(32)
    let paper = try Self.paper(value)
    let lines = try paper.lines.map {
      try PaperLine(reading: $0.groups.joined(separator: " "), number: $0.number)
    }
    let typed = try #require(PaperShare(lines))
    #expect(typed == paper)
    #expect((typed.index, typed.threshold, typed.count) == (3, 2, 5))
    let back = try typed.point(set: Self.set, Self.passphrase("invented words"), cost: Self.cost)
    #expect(back.value.withBytes { $0.elementsEqual(value) })
    for (set, words) in [(Self.set, "other words"), (Array(UInt8(2)...17), "invented words")] {
      let other = try typed.point(set: set, Self.passphrase(words), cost: Self.cost)
      #expect(!other.value.withBytes { $0.elementsEqual(value) })
    }
  }

  @Test func `every single wrong digit and every swap of neighbours is told at its line`() throws {
    let paper = try Self.paper([UInt8](0..<32))
    for line in paper.lines {
      let digits = Array(line.groups.joined().utf8)
      for place in digits.indices {
        for other in UInt8(ascii: "0")...UInt8(ascii: "9") where other != digits[place] {
          var typed = digits
          typed[place] = other
          Self.refuses(typed, number: line.number)
        }
        guard place + 1 < digits.count, digits[place] != digits[place + 1] else { continue }
        var typed = digits
        typed.swapAt(place, place + 1)
        Self.refuses(typed, number: line.number)
      }
    }
  }

  @Test func `a line in another's place is noticed`() throws {
    let lines = try Self.paper([UInt8](0..<32)).lines
    for line in lines {
      for number in 1...5 where number != line.number {
        Self.refuses(Array(line.groups.joined().utf8), number: number)
      }
    }
    #expect(PaperShare(lines.reversed()) == nil)
    #expect(PaperShare(Array(lines.dropLast())) == nil)
  }

  // G9
  @Test func `the square's digits in one run are the five lines, and each block is checked`()
    throws
  {
    let paper = try Self.paper([UInt8](0..<32))
    let run = paper.lines.flatMap(\.groups).joined()
    for text in [run, " \(run)\t", paper.lines.flatMap(\.groups).joined(separator: "-")] {
      let texts = try #require(PaperShare.lineTexts(inOneRun: text))
      let lines = try texts.enumerated().map { try PaperLine(reading: $1, number: $0 + 1) }
      #expect(PaperShare(lines) == paper)
    }
    for text in ["", paper.lines[0].groups.joined(), String(run.dropLast()), run + "0"] {
      #expect(PaperShare.lineTexts(inOneRun: text) == nil)
    }
    var digits = Array(run.utf8)
    digits[2 * PaperLine.length] ^= 1
    let wrong = try #require(
      PaperShare.lineTexts(inOneRun: String(decoding: digits, as: UTF8.self)))
    for (place, text) in wrong.enumerated() where place != 2 {
      _ = try PaperLine(reading: text, number: place + 1)
    }
    Self.refuses(Array(wrong[2].utf8), number: 3)
  }

  private static func refuses(_ typed: [UInt8], number: Int) {
    #expect(throws: PaperLine.Fault.wrongDigit) {
      try PaperLine(reading: String(decoding: typed, as: UTF8.self), number: number)
    }
  }
}
