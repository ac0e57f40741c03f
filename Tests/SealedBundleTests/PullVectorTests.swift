// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedBundle
import Testing

// G12
@Suite struct PullVectorTests {
  @Test(arguments: try PullVector.all("good"))
  func `another implementation's request is read, and made again byte for byte`(
    vector: PullVector
  ) throws {
    let bytes = try vector.bytes("request")
    let request = try #require(PullRequest(bytes))
    #expect(request.isSigned(to: try vector.bytes("intake")))
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: try vector.bytes("seed")))
    let again = try PullRequest(
      request.action, campaign: request.campaign, challenge: request.challenge,
      to: try vector.bytes("intake"), by: key)
    #expect(again.bytes == bytes)
  }

  @Test(arguments: try PullVector.all("malformed"))
  func `what is no request is none`(vector: PullVector) throws {
    #expect(PullRequest(try vector.bytes("request")) == nil)
  }

  @Test(arguments: try PullVector.all("bad_signature"))
  func `a signature is good for what it was made for, and nothing else`(vector: PullVector) throws {
    let request = try #require(PullRequest(try vector.bytes("request")))
    #expect(!request.isSigned(to: try vector.bytes("intake")))
  }

  @Test func `there are vectors of each kind`() throws {
    #expect(try PullVector.all("good").count == 4)
    #expect(try PullVector.all("malformed").count == 8)
    #expect(try PullVector.all("bad_signature").count == 11)
  }
}

@Suite struct PullReplyTests {
  private let challenge = [UInt8](repeating: 3, count: 32)
  private let version = [UInt8](repeating: 4, count: 32)

  // G4
  @Test func `every reply has one length, whatever it says`() {
    let states: [PullReply.State] = [
      .nothingNew, .changed, .acknowledged, .otherBundle, .later, .byStick,
    ]
    for state in states {
      let reply = PullReply(state, sequence: 9, challenge: challenge)
      #expect(reply.bytes.count == PullReply.length)
      #expect(PullReply(reply.bytes)?.state == state)
    }
    for count in [0, 1, PullReply.partLength, PullReply.partLength * 2] {
      let reply = part(of: [UInt8](repeating: 1, count: count), from: 0)
      #expect(reply.bytes.count == PullReply.length)
    }
  }

  @Test func `parts put together are the bundle, from any offset on`() {
    let bundle = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    for start in [0, 1, 262_144, 300_000, 699_999] {
      var together = Array(bundle.prefix(start))
      while together.count < bundle.count {
        let reply = PullReply(part(of: bundle, from: together.count).bytes)
        together += reply?.part.prefix(bundle.count - together.count) ?? []
      }
      #expect(together == bundle)
    }
    #expect(part(of: bundle, from: 1 << 40).part.isEmpty)
  }

  @Test func `what arrived of a reply is of use from its head on`() {
    let bytes = part(of: [UInt8](repeating: 8, count: 1_000), from: 10).bytes
    #expect(PullReply(Array(bytes.prefix(PullReply.headLength - 1))) == nil)
    #expect(PullReply(Array(bytes.prefix(PullReply.headLength + 5)))?.part.count == 5)
    #expect(PullReply(bytes + [0]) == nil)
    #expect(PullReply([UInt8](repeating: 0, count: PullReply.length)) == nil)
  }

  @Test(arguments: [
    (0, 1 << 20), (1, 1 << 20), (1 << 20, 1 << 20), ((1 << 20) + 1, 2 << 20), (5 << 20, 8 << 20),
  ])
  func `what is fetched has a coarse length`(total: Int, padded: Int) {
    #expect(PullReply.paddedLength(of: total) == padded)
  }

  private func part(of bundle: [UInt8], from offset: Int) -> PullReply {
    PullReply(of: bundle, sequence: 1, version: version, from: offset, challenge: challenge)
  }
}

/// One vector file.
struct PullVector: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let values: [String: String]

  func bytes(_ key: String) throws -> [UInt8] { try #require(values[key].flatMap(Hex.bytes)) }

  static func all(
    _ expectation: String, in folder: String = "PullVectors"
  ) throws -> [PullVector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: folder)
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" }
      .map(PullVector.init)
      .filter { $0.values["expect"] == expectation }
      .sorted { $0.testDescription < $1.testDescription }
  }

  private init(_ file: URL) throws {
    testDescription = file.deletingPathExtension().lastPathComponent
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    values = Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let parts = line.split(separator: ": ", maxSplits: 1)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      })
  }
}
