// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import Vault

@testable import SealedCopy

/// A copy, the operator's scalar, and what reading it says (make_vectors.py, from IntakeCopyFormat).
private struct CopyVector {
  let name: String
  private let lines: [String: String]

  static func all() throws -> [CopyVector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      try CopyVector(folder.appending(path: $0))
    }
  }

  init(_ file: URL) throws {
    name = file.lastPathComponent
    let text = try String(contentsOf: file, encoding: .utf8)
    lines = Dictionary(
      uniqueKeysWithValues: text.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: ": ", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
      })
  }

  var expect: String { lines["expect"] ?? "" }
  func bytes(_ key: String) -> [UInt8] { Hex.bytes(lines[key] ?? "") ?? [] }

  /// What is in the chunks, as the operator and then the intake read it.
  func read() throws -> [UInt8] {
    let copy = bytes("copy")
    let header = try IntakeCopyHeader(Array(copy.prefix(IntakeCopyHeader.length)))
    let key = try OperatorKey.restoreKey(
      of: header, KeyAgreement.PrivateKey(SecretBytes(copying: bytes("private"))))
    let file = FileManager.default.temporaryDirectory.appending(path: "vector-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(copy.dropFirst(IntakeCopyHeader.length)).write(to: file)
    var reader = SealedStreamReader(
      try FileHandle(forReadingFrom: file), key: key, associated: header.associated)
    let content = try reader.take(bytes("content").count)
    try reader.finish()
    return content
  }
}

@Suite struct CopyVectorTests {
  // G12
  @Test func `every vector is opened or refused as its line says`() throws {
    let vectors = try CopyVector.all()
    #expect(vectors.count == 20)
    for vector in vectors {
      do {
        #expect(try vector.read() == vector.bytes("content"), "\(vector.name)")
        #expect(vector.expect == "opened", "\(vector.name)")
      } catch { #expect("\(error)" == vector.expect, "\(vector.name)") }
    }
  }
}
