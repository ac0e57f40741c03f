// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Receipt
import Testing

@Suite struct ReceiptVectorTests {
  @Test(arguments: try ReceiptVector.all("read"))
  func `what a person typed is read`(vector: ReceiptVector) throws {
    let code = try DigitCode(reading: try vector.text())
    #expect(code.ascii == Array(vector["digits"].utf8))
  }

  @Test(arguments: try ReceiptVector.all("empty", "wrong_length", "wrong_digit"))
  func `what is no code is refused by its name`(vector: ReceiptVector) throws {
    let names: [String: DigitCodeError] = [
      "empty": .empty, "wrong_length": .wrongLength, "wrong_digit": .wrongDigit,
    ]
    let expected = try #require(names[vector["expect"]])
    #expect(throws: expected) { try DigitCode(reading: try vector.text()) }
  }

  @Test(arguments: try ReceiptVector.all("made"))
  func `a seed gives its code`(vector: ReceiptVector) throws {
    let seed = SecretBytes(copying: try #require(Hex.bytes(vector["seed"])))
    #expect(DigitCode(seed: seed).ascii == Array(vector["digits"].utf8))
  }

  @Test(arguments: try ReceiptVector.all("keys"))
  func `a code gives its keys and its slip token`(vector: ReceiptVector) throws {
    let code = try DigitCode(reading: vector["digits"])
    let keys = try ReceiptKeys(code, campaign: try #require(Hex.bytes(vector["campaign"])))
    #expect(Hex.text(keys.token) == vector["token"])
    #expect(keys.replyKey.withBytes { Hex.text($0) } == vector["reply_key"])
    #expect(Hex.text(keys.replyName) == vector["reply_name"])
    #expect(Hex.text(SlipToken(code).bytes) == vector["slip"])
  }

  @Test func `there are vectors of each kind`() throws {
    #expect(try ReceiptVector.all("read").count >= 25)
    #expect(try ReceiptVector.all("made").count >= 8)
    #expect(try ReceiptVector.all("keys").count >= 4)
    for error in ["empty", "wrong_length", "wrong_digit"] {
      #expect(try ReceiptVector.all(error).count >= 4, "\(error)")
    }
  }
}

/// One vector file.
struct ReceiptVector: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let values: [String: String]

  subscript(key: String) -> String { values[key] ?? "" }

  static func all(_ expectations: String...) throws -> [ReceiptVector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" }
      .sorted { $0.path < $1.path }
      .map(ReceiptVector.init)
      .filter { expectations.contains($0["expect"]) }
  }

  private init(_ file: URL) throws {
    testDescription = file.deletingPathExtension().lastPathComponent
    var values: [String: String] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: ": ", maxSplits: 1)
      values[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
    }
    self.values = values
  }

  /// The text, which stands as a JSON string, since it may hold line ends and signs that nobody sees.
  func text() throws -> String {
    try JSONDecoder().decode(String.self, from: Data(self["text"].utf8))
  }
}
