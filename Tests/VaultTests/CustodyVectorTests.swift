// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedCopy
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

/// One file, one case: made by `make_vectors.py` from the format pages, by a twin in Python.
@Suite struct CustodyVectorTests {
  // G9
  @Test(arguments: try VaultVector.all("custody_"))
  func `shares open a campaign, or are refused by name`(vector: VaultVector) throws {
    let campaign = try Campaign(fileBytes: Array(vector["campaign"].utf8))
    let open: () throws -> Void = {
      let set = try CustodySet(json: Array(vector["set"].utf8), of: campaign)
      let shares = try zip(vector.all("share"), vector.all("passphrase")).map { share, words in
        try ShareFile(json: Array(share.utf8))
          .unlocked(SecretBytes(copying: Array(words.utf8)))
      }
      _ = try set.openingKey(shares, of: campaign)
    }
    guard let wanted = Self.expected[vector["expect"]] else {
      #expect(vector["expect"] == "opened")
      return try open()
    }
    #expect(throws: wanted) { try open() }
  }

  // G12
  @Test(arguments: try VaultVector.all("grant_"))
  func `a field that was handed on opens, or is refused`(vector: VaultVector) throws {
    let key = try KeyAgreement.PrivateKey(SecretBytes(copying: vector.bytes("reader")))
    guard vector["expect"] == "opened" else {
      #expect(throws: VaultError.grantUnreadable) {
        _ = try FieldGrant(json: Array(vector["grant"].utf8)).open(key)
      }
      return
    }
    let opened = try FieldGrant(json: Array(vector["grant"].utf8)).open(key)
    #expect(opened.answer.text == vector["text"])
    #expect(opened.question.id == vector["question"])
  }

  // G12
  @Test(arguments: try VaultVector.all("backup_"))
  func `a copy of a vault is read to its end, or refused`(vector: VaultVector) throws {
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "copy")
    try Data(vector.bytes("file")).write(to: file)
    let content = try vector.bytes("content")
    let read: () throws -> [UInt8] = {
      let input = try FileHandle(forReadingFrom: file)
      var reader = try BackupHeader(input).reader(
        input, SecretBytes(copying: Array(vector["passphrase"].utf8)))
      let bytes = try reader.take(content.count)
      try reader.finish()
      return bytes
    }
    if vector["expect"] == "opened" {
      #expect(try read() == content)
    } else {
      #expect(throws: (any Error).self) { _ = try read() }
    }
  }

  private static let expected: [String: VaultError] = [
    "sharesMissing 1": .sharesMissing(wanted: 1), "shareTwice 1": .shareTwice(1),
    "wrongPassphrase": .wrongPassphrase, "shareOfAnotherSet 3": .shareOfAnotherSet(3),
    "shareOfAnotherSet 1": .shareOfAnotherSet(1),
    "shareOfAnotherCampaign 3": .shareOfAnotherCampaign(3), "wrongShare 2": .wrongShare(2),
    "shareUnreadable": .shareUnreadable, "keyFileUnreadable": .keyFileUnreadable,
  ]
}

/// A file of `name: value` lines; a name may come again.
struct VaultVector: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let lines: [(name: String, value: String)]

  static func all(_ prefix: String) throws -> [VaultVector] {
    let folder = Canned.root.appending(path: "Tests/VaultTests/Vectors")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasPrefix(prefix) }.sorted().map {
      try VaultVector(folder.appending(path: $0))
    }
  }

  private init(_ file: URL) throws {
    testDescription = file.lastPathComponent
    lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1].dropFirst()) : "")
      }
  }

  subscript(name: String) -> String { lines.first { $0.name == name }?.value ?? "" }

  func all(_ name: String) -> [String] { lines.filter { $0.name == name }.map(\.value) }

  func bytes(_ name: String) throws -> [UInt8] { try #require(Hex.bytes(self[name])) }
}
