// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import TestimonyTesting

@testable import Vault

/// A file of a coder's decisions, its key, and what a reader has to say (make_coding_vectors.py).
struct CodingVector: Decodable {
  let expect: String
  let scalar: String?
  let campaign: String?
  /// The file in base64; a vector of the content alone has none.
  let file: String?
  /// What is in it, where it opens.
  let content: String?

  static func all() throws -> [(name: String, vector: CodingVector)] {
    let folder = Canned.root.appending(path: "Tests/VaultTests/CodingVectors")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      let json = try Data(contentsOf: folder.appending(path: name))
      return (name, try JSONDecoder().decode(CodingVector.self, from: json))
    }
  }

  /// What the reader says: the content, or the error; nil where there is no file.
  func read() throws -> Result<[UInt8], VaultError>? {
    guard let text = file else { return nil }
    let scalar = try #require(Hex.bytes(scalar ?? ""))
    let campaign = try #require(Hex.bytes(campaign ?? ""))
    let key = KeyDerivation.key(
      from: SecretBytes(copying: scalar), label: .codingFile, context: campaign)
    let file = Array(try #require(Data(base64Encoded: text)))
    return Result { () throws(VaultError) in
      try CodingFile.open(file, key: key, campaign: campaign)
    }
  }
}

@Suite struct CodingVectorTests {
  // G12
  @Test func `every vector is opened or refused as its line says`() throws {
    let vectors = try CodingVector.all()
    var read = 0
    for (name, vector) in vectors {
      guard let result = try vector.read() else { continue }
      read += 1
      switch result {
      case .success(let content):
        #expect(vector.expect == "opens", "\(name)")
        #expect(String(decoding: content, as: UTF8.self) == vector.content, "\(name)")
      case .failure(let error): #expect("\(error)" == vector.expect, "\(name)")
      }
    }
    #expect(read == 16)
  }
}
