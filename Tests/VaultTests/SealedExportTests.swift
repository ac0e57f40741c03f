// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import TestimonyTesting

@testable import Vault

@Suite struct SealedExportTests {
  private let export = SealedExport(.qdpx, Array("sentinel passages".utf8))

  private func file() throws -> [UInt8] {
    try export.sealed(Canned.passphrase, cost: Canned.cost)
  }

  // G8
  @Test func `only its passphrase opens it, and no word stands in it in clear`() throws {
    let file = try file()
    #expect(try SealedExport(opening: file, Canned.passphrase) == export)
    #expect(Data(file).range(of: Data("sentinel".utf8)) == nil)
    #expect(throws: VaultError.wrongPassphrase) {
      try SealedExport(opening: file, SecretBytes(copying: Array("other words".utf8)))
    }
  }

  @Test func `two files of the same passages have nothing in common, and one length`() throws {
    let (one, other) = (try file(), try file())
    #expect(one.count == other.count && one.count == 53 + 4_096 + 16)
    #expect(one.dropFirst(25) != other.dropFirst(25))
  }

  // G12
  @Test(arguments: [30, 45, 60, 2_000, 4_160])
  func `a byte that was changed is noticed`(place: Int) throws {
    var file = try file()
    file[place] ^= 1
    #expect(throws: VaultError.wrongPassphrase) {
      try SealedExport(opening: file, Canned.passphrase)
    }
  }

  @Test(arguments: [0, 8, 9, 13])
  func `another kind of file, another version or an absurd cost is no sealed export`(
    place: Int
  ) throws {
    var file = try file()
    file[place] ^= 0x40
    #expect(throws: VaultError.notASealedExport) {
      try SealedExport(opening: file, Canned.passphrase)
    }
    #expect(throws: VaultError.notASealedExport) {
      try SealedExport(opening: Array(file.prefix(40)), Canned.passphrase)
    }
  }

  @Test func `the file is the one that the format page says`() throws {
    // Made by Python's hashlib and cryptography from that page: see make_coding_vectors.py.
    let text = try String(
      contentsOf: Canned.root.appending(path: "Tests/VaultTests/sealed-export.base64"),
      encoding: .utf8)
    let file = Array(try #require(Data(base64Encoded: text.filter { !$0.isWhitespace })))
    let opened = try SealedExport(
      opening: file, SecretBytes(copying: Array("invented words".utf8)))
    #expect(opened == SealedExport(.csv, Array("a,b\r\n".utf8)))
    let again = try opened.sealed(
      Canned.passphrase, cost: PassphraseKey.ScryptCost(n: 16, r: 8, p: 1),
      salt: Array(file[25..<41]), nonce: Array(file[41..<53]))
    #expect(again == file)
  }
}
