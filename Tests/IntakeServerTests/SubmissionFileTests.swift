// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing

@testable import IntakeServer

struct SubmissionFileTests {
  private let campaign = [UInt8](repeating: 7, count: 16)

  // The examples of RFC 9285 §4.3 and §4.4, and what §4.2 and §6 forbid.
  @Test(arguments: [
    ("BB8", "AB"), ("%69 VD92EX0", "Hello!!"), ("UJCLQE7W581", "base-45"), ("QED8WEX0", "ietf!"),
    ("", ""), ("GGW", nil), (":::", nil), ("B", nil), ("BB8B", nil), ("::", nil), ("bb8", nil),
  ])
  func `base45 is that of its standard`(text: String, wanted: String?) {
    #expect(Base45.bytes(text[...]) == wanted.map { Array($0.utf8) })
  }

  @Test func `codes in any order and twice give one submission`() {
    var file = SubmissionFile(campaign: campaign)
    let codes = Self.codes([Array("He".utf8), Array("llo!!".utf8)])
    file.read([codes[1], codes[0], codes[1]].joined(separator: "\r\n"))
    file.finish()
    #expect(file.submissions == [Array("Hello!!".utf8)])
    #expect(file.faults.isEmpty)
  }

  @Test func `a code that was not scanned is named, and nothing of its series is given`() {
    var file = SubmissionFile(campaign: campaign)
    let codes = Self.codes([[1], [2], [3]])
    file.read(codes[1])
    file.finish()
    let series = Hex.text(Digest.sha256([1, 2, 3]).prefix(8)).uppercased()
    #expect(file.submissions.isEmpty)
    #expect(file.faults == [.missingCodes(series: series, numbers: [1, 3])])
  }

  @Test func `a code that was misread is named`() {
    var file = SubmissionFile(campaign: campaign)
    file.read("first\n" + Self.codes([[1]])[0].replacing("/1/1/", with: "/1/2/"))
    #expect(file.faults == [.damaged(file: 1, line: 1), .damaged(file: 1, line: 2)])
  }

  @Test(arguments: ["", "\n", "\r\n \t\r\n"])
  func `a file that holds nothing is named`(text: String) {
    var file = SubmissionFile(campaign: campaign)
    file.read(Self.codes([[1]])[0])
    file.read(text)
    file.finish()
    #expect(file.submissions == [[1]])
    #expect(file.faults == [.nothing(file: 2)])
  }

  @Test func `codes that fit one by one and not together give nothing`() {
    var file = SubmissionFile(campaign: campaign)
    let series = "0123456789ABCDEF"
    file.read(Self.code(series, 1, 1, [1]))
    file.finish()
    #expect(file.submissions.isEmpty)
    #expect(file.faults == [.missingCodes(series: series, numbers: [])])
  }

  private static func codes(_ parts: [[UInt8]]) -> [String] {
    let series = Hex.text(Digest.sha256(parts.flatMap(\.self)).prefix(8)).uppercased()
    return parts.enumerated().map { code(series, $0.offset + 1, parts.count, $0.element) }
  }

  private static func code(_ series: String, _ number: Int, _ count: Int, _ part: [UInt8]) -> String
  {
    let text = "OVOZ1/\(series)/\(number)/\(count)/\(base45(part))"
    return "\(text)/\(Hex.text(Digest.sha256(Array(text.utf8)).prefix(4)).uppercased())"
  }

  private static func base45(_ bytes: [UInt8]) -> String {
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    return stride(from: 0, to: bytes.count, by: 2).map { at in
      let isPair = at + 1 < bytes.count
      let number = isPair ? Int(bytes[at]) << 8 | Int(bytes[at + 1]) : Int(bytes[at])
      let digits = [number % 45, number / 45 % 45] + (isPair ? [number / 2_025] : [])
      return String(digits.map { alphabet[$0] })
    }.joined()
  }
}
