// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// What a vault has of an intake's bundles, signed by a key that pulls (ArrivalsFormat).
///
/// For an intake that was restored from a copy older than the last pull: a pulled bundle is a file nowhere.
public struct Arrivals: Equatable, Sendable {
  static let firstLine = "ovoz arrivals v1"

  /// The campaign id, 16 bytes.
  public let campaign: [UInt8]
  /// The intake's public signing key, 32 bytes.
  public let intake: [UInt8]
  /// Number of the last bundle that was imported, from 1.
  public let sequence: UInt32
  /// Its digest, 32 bytes.
  public let digest: [UInt8]
  /// The record ids that the vault holds, ascending.
  public let records: [[UInt8]]
  /// The record ids of which a bundle said that they were withdrawn, ascending.
  public let withdrawals: [[UInt8]]
  /// The record ids that a bundle only named: their testimonies had left the intake; ascending.
  public let gone: [[UInt8]]

  /// Takes what a vault has.
  public init(
    campaign: [UInt8], intake: [UInt8], last: (sequence: UInt32, digest: [UInt8]),
    records: [[UInt8]], withdrawals: [[UInt8]], gone: [[UInt8]]
  ) {
    (self.campaign, self.intake) = (campaign, intake)
    (sequence, digest) = last
    (self.records, self.withdrawals, self.gone) = (records, withdrawals, gone)
  }

  /// The file's text, signed.
  /// - Throws: `PrimitiveError`, when the library fails.
  public func text(signedBy key: borrowing Signing.PrivateKey) throws(PrimitiveError) -> String {
    let body = body(signer: key.publicKey)
    let signature = try key.sign(DomainLabel.arrivals.bytes + Array(body.utf8))
    return body + "signature \(Hex.text(signature))\n"
  }

  /// Reads a file that one of these keys signed.
  /// - Throws: ``ArrivalsError``.
  public init(text: String, signedByOneOf keys: [[UInt8]]) throws(ArrivalsError) {
    var lines = ArrivalsLines(text)
    guard lines.next() == Self.firstLine else { throw .unreadable }
    campaign = try lines.next("campaign", length: 16)
    intake = try lines.next("intake", length: Signing.publicKeyLength)
    (sequence, digest) = try lines.last()
    records = try lines.all("arrived")
    withdrawals = try lines.all("withdrawn")
    gone = try lines.all("gone")
    let signer = try lines.next("signer", length: Signing.publicKeyLength)
    let signature = try lines.next("signature", length: Signing.signatureLength)
    // Read and written again it has to be the same: nothing stands in it that was not looked at.
    let body = body(signer: signer)
    guard body + "signature \(Hex.text(signature))\n" == text else { throw .unreadable }
    guard keys.contains(signer) else { throw .unknownSigner }
    let signed = DomainLabel.arrivals.bytes + Array(body.utf8)
    guard (try? Signing.check(signature, over: signed, by: signer)) != nil else {
      throw .badSignature
    }
  }

  private func body(signer: [UInt8]) -> String {
    let head = [
      Self.firstLine, "campaign \(Hex.text(campaign))", "intake \(Hex.text(intake))",
      "last \(sequence) \(Hex.text(digest))",
    ]
    let ids = [("arrived", records), ("withdrawn", withdrawals), ("gone", gone)].flatMap {
      word, ids in ids.map { "\(word) \(Hex.text($0))" }
    }
    let lines = head + ids + ["signer \(Hex.text(signer))"]
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Why a file of arrivals is refused.
public enum ArrivalsError: Error, Equatable, Sendable {
  /// It is none, of a newer version, or was changed.
  case unreadable
  /// The key that signed it is not one of those that may pull.
  case unknownSigner
  /// The signature does not fit.
  case badSignature
}

/// The lines of such a file, in their order.
private struct ArrivalsLines {
  private var rest: ArraySlice<Substring>

  init(_ text: String) { rest = text.split(separator: "\n")[...] }

  mutating func next() -> String? { rest.popFirst().map(String.init) }

  mutating func next(_ word: String, length: Int) throws(ArrivalsError) -> [UInt8] {
    guard let line = rest.first, let bytes = Self.bytes(line, word, length) else {
      throw .unreadable
    }
    rest.removeFirst()
    return bytes
  }

  mutating func all(_ word: String) throws(ArrivalsError) -> [[UInt8]] {
    var found: [[UInt8]] = []
    while let line = rest.first, line.hasPrefix(word + " ") {
      let id = try next(word, length: 16)
      guard found.last.map({ $0.lexicographicallyPrecedes(id) }) ?? true else { throw .unreadable }
      found.append(id)
    }
    return found
  }

  mutating func last() throws(ArrivalsError) -> (UInt32, [UInt8]) {
    let words = rest.popFirst()?.split(separator: " ") ?? []
    guard words.count == 3, words[0] == "last", let sequence = UInt32(words[1]), sequence > 0,
      let digest = Hex.bytes(words[2]), digest.count == Digest.length
    else { throw .unreadable }
    return (sequence, digest)
  }

  private static func bytes(_ line: Substring, _ word: String, _ length: Int) -> [UInt8]? {
    let words = line.split(separator: " ")
    guard words.count == 2, words[0] == word, let bytes = Hex.bytes(words[1]),
      bytes.count == length
    else { return nil }
    return bytes
  }
}
