// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing

@testable import ReleaseLedger

// G10, G12
struct LedgerTests {
  let campaign = [UInt8](repeating: 7, count: 16)

  @Test func `each entry follows from the one before, and the head changes with each`() throws {
    let rows = try chain(of: 3)
    let heads = try (0...3).map { try read(Array(rows.prefix($0))).head }
    #expect(Set(heads).count == 4)
    #expect(try read(rows).entries.map(\.number) == [1, 2, 3])
    #expect(try read(rows).entries.map(\.previous) == Array(heads.prefix(3)))
  }

  @Test func `a changed, dropped, doubled or swapped entry breaks the chain`() throws {
    let rows = try chain(of: 3)
    #expect(throws: LedgerError.brokenChain(at: 2)) { try read(Array(rows.dropFirst())) }
    #expect(throws: LedgerError.brokenChain(at: 3)) { try read([rows[0], rows[2]]) }
    #expect(throws: LedgerError.brokenChain(at: 1)) { try read([rows[0], rows[0]]) }
    #expect(throws: LedgerError.brokenChain(at: 2)) { try read([rows[1], rows[0], rows[2]]) }
    let other = try entry(2, after: read([rows[0]]).head, file: "changed").bytes
    #expect(throws: LedgerError.brokenChain(at: 3)) { try read([rows[0], other, rows[2]]) }
    #expect(throws: LedgerError.unreadable(after: 1)) { try read([rows[0], [1, 2, 3]]) }
  }

  @Test func `any flipped bit of an earlier entry is seen`() throws {
    let rows = try chain(of: 2)
    for place in rows[0].indices {
      var changed = rows
      changed[0][place] ^= 1
      #expect(throws: LedgerError.self) { try read(changed) }
    }
  }

  @Test func `another campaign's chain does not begin here`() throws {
    let rows = try chain(of: 1)
    #expect(throws: LedgerError.brokenChain(at: 1)) {
      try ReleaseLedger(reading: rows, campaign: [UInt8](repeating: 8, count: 16))
    }
  }

  @Test func `a file is known by its bytes and not by its name`() throws {
    let ledger = try read(chain(of: 2))
    let origin = try #require(ledger.origin(of: Array("file 2".utf8)))
    #expect(origin.entry.number == 2 && origin.file == "summary.csv")
    #expect(ledger.origin(of: Array("file 2\n".utf8)) == nil)
  }

  @Test func `equal releases have equal bytes in whatever order people come`() throws {
    let head = try read([]).head
    let bytes = entry(1, after: head, people: ["aa", "bb"]).bytes
    #expect(bytes == entry(1, after: head, people: ["bb", "aa"]).bytes)
  }

  @Test func `whoever an entry counts is marked with the first that does, or has withdrawn`() throws
  {
    let head = try read([]).head
    let first = entry(2, after: head, people: ["aa", "bb"])
    let second = entry(3, after: try read([first.bytes]).head, people: ["aa", "cc"])
    let ledger = try read([first.bytes, second.bytes])
    let (one, two, three, four) = ([UInt8(0xaa)], [UInt8(0xbb)], [UInt8(0xcc)], [UInt8(0xdd)])
    // Of the second nothing is in the vault any more; the fourth was only read, the last was never looked at.
    try ledger.check([(one, 2), (three, 3), (four, 3), ([0xee], nil)])
    // Marked before there was a ledger.
    try ledger.check([(one, 1), (two, 2), (three, 3)])
    let wrong: [[(record: [UInt8], release: Int?)]] = [
      [(one, nil), (two, 2)], [(one, 3)], [(three, 2)], [(three, nil)],
    ]
    for marks in wrong {
      #expect(throws: LedgerError.marksDiffer) { try ledger.check(marks) }
    }
    try read([]).check([(one, nil)])
  }

  @Test func `a day that was typed stands beside the clock's`() throws {
    let head = try read([]).head
    let typed = LedgerEntry(
      number: 1, release: "autumn", day: "2026-03-01", periods: "2025-01-01"..."2025-12-31",
      policy: "p", codebook: "c", contributors: [], cells: [], files: [:], mode: "publish-once",
      quotations: [], clock: "2026-01-01", previous: head)
    #expect(try read([typed.bytes]).entries.first?.clock == "2026-01-01")
    #expect(try read([entry(1, after: head).bytes]).entries.first?.clock == nil)
  }

  @Test func `an entry of format 1 is read, one of a format to come is not`() throws {
    let head = try read([]).head
    let old = """
      {"cells":[],"codebook":"c","contributors":[],"day":"2026-01-01","files":{},"number":1,\
      "periods":["2025-01-01","2025-12-31"],"policy":"p","previous":"\(head)","release":"spring",\
      "version":1}
      """
    let entry = try #require(try read([Array(old.utf8)]).entries.first)
    #expect(entry.mode == nil && entry.quotations == nil)
    let second = old.replacingOccurrences(of: "\"version\":1", with: "\"version\":2")
    #expect(try read([Array(second.utf8)]).entries.first?.clock == nil)
    let newer = old.replacingOccurrences(of: "\"version\":1", with: "\"version\":4")
    #expect(throws: LedgerError.newerFormat) { try read([Array(newer.utf8)]) }
  }

  @Test func `an entry keeps who stands for each quotation`() throws {
    let head = try read([]).head
    let signature = LedgerQuotation.Signature(key: "aa", signature: "bb")
    let quotation = LedgerQuotation(
      record: "03", theme: "blamed", words: "cc", proposal: signature, approval: signature)
    let entry = LedgerEntry(
      number: 1, release: "autumn", day: "2026-01-01", periods: "2025-01-01"..."2025-12-31",
      policy: "p", codebook: "c", contributors: [], cells: [], files: [:], mode: "publish-once",
      quotations: [quotation], previous: head)
    #expect(try read([entry.bytes]).entries.first?.quotations == [quotation])
  }

  private func read(_ rows: [[UInt8]]) throws(LedgerError) -> ReleaseLedger {
    try ReleaseLedger(reading: rows, campaign: campaign)
  }

  private func chain(of length: Int) throws -> [[UInt8]] {
    try (1...length).reduce(into: []) { rows, number in
      rows.append(entry(number, after: try read(rows).head).bytes)
    }
  }

  private func entry(
    _ number: Int, after head: String, file: String? = nil, people: [String] = ["aa"]
  ) -> LedgerEntry {
    let content = Array((file ?? "file \(number)").utf8)
    return LedgerEntry(
      number: number, release: "autumn", day: "2026-01-01", periods: "2025-01-01"..."2025-12-31",
      policy: "p", codebook: "c", contributors: people,
      cells: [LedgerCell(theme: "home", shown: "some", status: "band", contributors: people)],
      files: ["summary.csv": Hex.text(Digest.sha256(content))], mode: "publish-once",
      quotations: [], previous: head)
  }
}
