// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing

@testable import SecretSharing

/// One file, one case: made by `make_vectors.py`, which shares no code with what is tested.
@Suite struct SharingVectorTests {
  // G9
  @Test(arguments: try Vector.all("join_"))
  func `shares join as the vectors say`(vector: Vector) throws {
    let threshold = try #require(Int(vector["threshold"]))
    let points = try vector.points()
    switch vector["expect"] {
    case "joined":
      let joined = try Shamir.join(points, threshold: threshold)
      #expect(joined.withBytes { Hex.text(Array($0)) } == vector["secret"])
    case "too few":
      #expect(throws: SharingError.tooFew) { _ = try Shamir.join(points, threshold: threshold) }
    case "same point":
      #expect(throws: SharingError.samePoint) { _ = try Shamir.join(points, threshold: threshold) }
    case "bad length":
      #expect(throws: SharingError.badLength) { _ = try Shamir.join(points, threshold: threshold) }
    case "other secret":
      let joined = try Shamir.join(points, threshold: threshold)
      #expect(joined.withBytes { Hex.text(Array($0)) } != vector["secret"])
    case let other: Issue.record("unknown expectation \(other)")
    }
  }

  @Test(arguments: try Vector.all("split_"))
  func `a secret splits as the vectors say`(vector: Vector) throws {
    let points = try Shamir.split(
      SecretBytes(copying: vector.bytes("secret")),
      threshold: try #require(Int(vector["threshold"])),
      count: try #require(Int(vector["count"])),
      coefficients: SecretBytes(copying: vector.bytes("coefficients")))
    #expect(
      points.map { point in point.value.withBytes { Hex.text(Array($0)) } }
        == vector.all("share").map { $0.split(separator: " ").last.map(String.init) })
  }

  @Test(arguments: try Vector.all("line_"))
  func `a line of digits is read as the vectors say`(vector: Vector) throws {
    let number = try #require(Int(vector["number"]))
    let read = { try PaperLine(reading: vector["typed"], number: number) }
    switch vector["expect"] {
    case "bytes":
      let line = try read()
      #expect(Hex.text(line.bytes) == vector["bytes"])
      let made = PaperLine(try vector.bytes("bytes"), number: number)
      #expect(made == line)
    case "empty": #expect(throws: PaperLine.Fault.empty) { try read() }
    case "wrong digit": #expect(throws: PaperLine.Fault.wrongDigit) { try read() }
    case let other:
      let count = try #require(Int(other.dropFirst("wrong length ".count)))
      #expect(throws: PaperLine.Fault.wrongLength(count)) { try read() }
    }
  }

  @Test(arguments: try Vector.all("paper_"))
  func `a sheet gives its share as the vectors say`(vector: Vector) throws {
    let lines = try vector.all("line").enumerated().map {
      try PaperLine(reading: $1, number: $0 + 1)
    }
    let paper = try #require(PaperShare(lines))
    #expect(paper.lines == lines)
    let set = try vector.bytes("set")
    #expect(Array(set.prefix(5)) == paper.setStart)
    let cost = PassphraseKey.ScryptCost(n: try #require(UInt64(vector["n"])), r: 8, p: 1)
    let passphrase = SecretBytes(copying: Array(vector["passphrase"].utf8))
    let point = try paper.point(set: set, passphrase, cost: cost)
    #expect(point.index == UInt8(vector["index"]))
    #expect(point.value.withBytes { Hex.text(Array($0)) } == vector["value"])
  }
}

/// A file of `name: value` lines; a name may come again.
struct Vector: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let lines: [(name: String, value: String)]

  static func all(_ prefix: String) throws -> [Vector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasPrefix(prefix) }.sorted().map {
      try Vector(folder.appending(path: $0))
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

  func points() throws -> [SharePoint] {
    try all("share").map { share in
      let parts = share.split(separator: " ")
      return SharePoint(
        index: try #require(UInt8(parts[0])),
        value: SecretBytes(copying: parts.count > 1 ? try #require(Hex.bytes(parts[1])) : []))
    }
  }
}
