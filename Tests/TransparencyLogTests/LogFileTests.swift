// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import TransparencyLog

/// An intake that keeps a log of invented leaves.
struct Logger: ~Copyable {
  let key: Signing.PrivateKey
  let campaign = [UInt8](repeating: 0xC4, count: 16)

  init(seed: UInt8 = 5) throws {
    key = try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: seed, count: 32)))
  }

  func checkpoint(_ size: Int, period: UInt32 = 7) throws -> String {
    let root = MerkleTree(leaves: MerkleTreeTests.leaves(size)).root
    return try Checkpoint(campaign: campaign, size: size, root: root, period: period)
      .signed(by: key)
  }

  func text(_ size: Int) throws -> String {
    LogFile.text(checkpoint: try checkpoint(size), leaves: MerkleTreeTests.leaves(size))
  }

  func verify(_ bytes: [UInt8]) throws {
    _ = try LogFile(bytes).verify(of: campaign, by: key.publicKey)
  }

  func verify(_ text: String) throws { try verify(Array(text.utf8)) }
}

@Suite struct LogFileTests {
  @Test func `a signature line is the one of the published note format`() throws {
    // RFC 8032 §7.1, TEST 1: seed and public key are the standard's own.
    let seed = try #require(
      Hex.bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: seed))
    let checkpoint = Checkpoint(
      campaign: Array(0..<16), size: 0, root: MerkleTree(leaves: []).root, period: 0)
    let text = try checkpoint.signed(by: key)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(5) == [
        "ovoz log 000102030405060708090a0b0c0d0e0f", "0",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "period 0", "",
      ])
    let parts = lines[5].split(separator: " ")
    #expect(parts.prefix(2) == ["\u{2014}", "ovoz-intake"])
    let bytes = Array(try #require(Data(base64Encoded: String(parts[2]))))
    let name = Array("ovoz-intake\n".utf8)
    #expect(Array(bytes.prefix(4)) == Array(Digest.sha256(name + [1] + key.publicKey).prefix(4)))
    let message = lines.prefix(4).map { $0 + "\n" }.joined()
    try Signing.check(Array(bytes.dropFirst(4)), over: Array(message.utf8), by: key.publicKey)
  }

  @Test(arguments: [0, 1, 2, 33])
  func `a log that was written is read and found in order`(size: Int) throws {
    let logger = try Logger()
    let file = try LogFile(Array(try logger.text(size).utf8))
    let tree = try file.verify(of: logger.campaign, by: logger.key.publicKey)
    #expect(tree.size == size)
    #expect(file.leaves == MerkleTreeTests.leaves(size))
    #expect(file.checkpoint.checkpoint.period == 7)
    #expect(file.checkpoint.text == (try logger.checkpoint(size)))
  }

  // G12
  @Test func `a log with any byte changed, left out or added is refused`() throws {
    let logger = try Logger()
    let good = Array(try logger.text(3).utf8)
    try logger.verify(good)
    for place in good.indices {
      for bit in 0..<8 {
        var changed = good
        changed[place] ^= 1 << bit
        #expect(throws: LogError.self, "bit \(bit) of \(place)") { try logger.verify(changed) }
      }
      var without = good
      without.remove(at: place)
      #expect(throws: LogError.self, "without \(place)") { try logger.verify(without) }
      for added in Array("\n 0aA=\r".utf8) {
        var longer = good
        longer.insert(added, at: place)
        #expect(throws: LogError.self, "\(added) at \(place)") { try logger.verify(longer) }
      }
      #expect(throws: LogError.self, "first \(place)") { try logger.verify(Array(good[..<place])) }
    }
  }

  @Test func `random changes never crash the reader and are never verified`() throws {
    let logger = try Logger()
    let good = Array(try logger.text(9).utf8)
    let seed = UInt64.random(in: 0 ... .max)
    var random = Scrambler(state: seed)
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0...random.below(4) { random.scramble(&bytes) }
      guard bytes != good else { continue }
      #expect(throws: LogError.self, "seed \(seed)") { try logger.verify(bytes) }
    }
  }

  @Test(arguments: [
    ("ovoz log C4", 1), ("ovoz log \(String(repeating: "C4", count: 16))", 1), ("+3", 2),
    ("03", 2), ("-1", 2), ("3 ", 2), ("99999999999999999999", 2), ("AAAA", 3), ("period 07", 4),
    ("period 4294967296", 4), ("period", 4), ("— ovoz-intake AAAA", 6),
    ("— ovoz+intake AAAAAAAA", 6),
    ("- ovoz-intake AAAAAAAA", 6), ("—  AAAAAAAA", 6), ("— ovoz-intake AAAAAAB=", 6), ("00", 8),
  ])
  func `a line that is not as it should be is named`(line: String, number: Int) throws {
    let logger = try Logger()
    var lines = try logger.text(3).split(separator: "\n", omittingEmptySubsequences: false)
    lines[number - 1] = Substring(line)
    #expect(throws: LogError.malformed(line: number)) {
      try logger.verify(lines.joined(separator: "\n"))
    }
  }

  @Test func `each way of being another's is named`() throws {
    let logger = try Logger()
    let other = try Logger(seed: 6)
    let text = try logger.text(3)
    #expect(throws: LogError.otherIntake) { try other.verify(text) }
    let file = try LogFile(Array(text.utf8))
    #expect(throws: LogError.otherCampaign) {
      try file.verify(of: [UInt8](repeating: 1, count: 16), by: logger.key.publicKey)
    }
    let leaves = MerkleTreeTests.leaves(4)
    let short = LogFile.text(checkpoint: try logger.checkpoint(4), leaves: Array(leaves.prefix(3)))
    #expect(throws: LogError.wrongSize) { try logger.verify(short) }
    let turned = LogFile.text(checkpoint: try logger.checkpoint(4), leaves: leaves.reversed())
    #expect(throws: LogError.wrongRoot) { try logger.verify(turned) }
    let raised = text.replacing("period 7", with: "period 8")
    #expect(throws: LogError.badSignature) { try logger.verify(raised) }
  }

  @Test func `a witness may sign too, and what it signs is not asked`() throws {
    let logger = try Logger()
    let checkpoint = try logger.checkpoint(3)
    let witness = "— witness.example/one AAAAAQID\n"
    let both = LogFile.text(
      checkpoint: checkpoint + witness, leaves: MerkleTreeTests.leaves(3))
    try logger.verify(both)
    let crowd = LogFile.text(
      checkpoint: checkpoint + String(repeating: witness, count: 16),
      leaves: MerkleTreeTests.leaves(3))
    #expect(throws: LogError.malformed(line: 22)) { try logger.verify(crowd) }
  }

  @Test func `what is no log is refused without a crash`() throws {
    let logger = try Logger()
    for text in [
      "", "\n", "\n\n\n", "\n\n\n\n\n\n\n\n\n", "ovoz log ", "\u{0}\u{0}", "— — —\n\n\n",
    ] {
      #expect(throws: LogError.self, "\(text)") { try logger.verify(text) }
    }
    #expect(throws: LogError.malformed(line: 1)) { try logger.verify([0xFF, 10, 10, 10, 10]) }
  }
}

@Suite struct LogLeafTests {
  /// The example of the format page, which another program made.
  @Test func `the example on the format page is a log in order`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let page = root.appending(
      path: "Sources/Shared/TransparencyLog/TransparencyLog.docc/LogFormat.md")
    let lines = try String(contentsOf: page, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("    ovoz log") })
    let text = lines[start...].map { $0.drop { $0 == " " } }.joined(separator: "\n")
    let key = try #require(
      Hex.bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
    let file = try LogFile(Array(text.utf8))
    _ = try file.verify(of: Array(0..<16), by: key)
    let blind = LogLeaf.blind(token: [UInt8](repeating: 1, count: 32))
    let commitment = [UInt8](repeating: 2, count: 32)
    #expect(
      file.leaves == [
        LogLeaf.testimony(commitment: commitment, blind: blind), LogLeaf.withdrawal(blind: blind),
      ])
  }

  // Computed with Python's hashlib and hmac from the format page alone.
  @Test func `leaves are what the format page says`() {
    let blind = LogLeaf.blind(token: [UInt8](repeating: 1, count: 32))
    #expect(Hex.text(blind) == "856ded4bc95c5de813b7fbb6cd7e9cfbcf308010e13137f2098987c9002f70c5")
    let commitment = [UInt8](repeating: 2, count: 32)
    #expect(
      Hex.text(LogLeaf.testimony(commitment: commitment, blind: blind))
        == "6bdc8ed9e89de0a01c72cdb9d18bacf786ce6047b9141b7cf0e8372ea1aafe3c")
    #expect(
      Hex.text(LogLeaf.withdrawal(blind: blind))
        == "ba94dd9b7aab97e19da8164d090f02f80181adda9b8f7423c043ff55fb299e03")
  }
}

/// Changes bytes at random, the same way again for the same start.
struct Scrambler {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func scramble(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = below(bytes.count)
    switch below(5) {
    case 0: bytes[place] = UInt8(below(256))
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(Array("\n —=+0fF".utf8)[below(10)], at: place)
    case 3: bytes.swapAt(place, below(bytes.count))
    default: bytes.replaceSubrange(place..<place, with: bytes[..<below(bytes.count)])
    }
  }
}
