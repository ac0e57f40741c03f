// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import TestimonyModel

/// Everything that an intake serves for one campaign, by its digest, signed by that intake (ManifestFormat).
public struct Manifest: Equatable, Sendable {
  /// The campaign id, 16 bytes.
  public let campaign: [UInt8]
  /// The campaign's fingerprint, 32 bytes.
  public let fingerprint: [UInt8]
  /// The day for which the pages were made: what expires on a page may look otherwise on another.
  public let day: Day
  /// What a GET gives.
  public let pages: [PageEntry]
  /// What answers a plain form; nobody can ask for these without sending something.
  public let answers: [AnswerEntry]

  /// Takes what the intake knows.
  public init(
    campaign: [UInt8], fingerprint: [UInt8], day: Day, pages: [PageEntry], answers: [AnswerEntry]
  ) {
    (self.campaign, self.fingerprint, self.day) = (campaign, fingerprint, day)
    (self.pages, self.answers) = (pages, answers)
  }

  /// The manifest as text, signed.
  public func signed(
    by key: borrowing Signing.PrivateKey
  ) throws(PageManifestError) -> String { try SignedNote.sign(text, key) }

  /// Reads a manifest that this key signed, and no other.
  public init(_ note: String, signedBy key: [UInt8]) throws(PageManifestError) {
    self = try ManifestReader.read(SignedNote.open(note, by: key))
  }

  var text: String {
    var lines = [
      DomainLabel.manifest.rawValue, "campaign \(Hex.text(campaign))",
      "fingerprint \(Hex.text(fingerprint))", "day \(day)",
    ]
    for (number, fields) in headerSets.enumerated() {
      lines += fields.map { "header \(number + 1) \($0.name): \($0.value)" }
    }
    lines += pages.map { page in
      let set = (headerSets.firstIndex(of: page.fields) ?? 0) + 1
      let holes = page.holes.map { " hole \($0.lowerBound) \($0.count)" }.joined()
      return
        "page \(page.address) \(page.status) \(page.length) \(Hex.text(page.digest)) headers \(set)"
        + holes
    }
    lines += answers.map { "answer \($0.name) \($0.length) \(Hex.text($0.digest))" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Most pages have the same header fields: each set is written once.
  private var headerSets: [[ServedReply.Field]] {
    pages.reduce(into: []) { sets, page in
      if !sets.contains(page.fields) { sets.append(page.fields) }
    }
  }
}

/// One address and what it gives.
public struct PageEntry: Equatable, Sendable {
  /// Path and query, as asked for.
  public let address: String
  /// The HTTP status.
  public let status: Int
  /// The header fields.
  public let fields: [ServedReply.Field]
  /// The body's length in bytes, uncompressed.
  public let length: Int
  /// The SHA-256 of the body, holes filled with the digit 0.
  public let digest: [UInt8]
  /// Where hexadecimal digits stand that are fresh with each visit.
  public let holes: [Range<Int>]

  /// Takes a reply and where its holes are.
  public init(_ address: String, _ reply: ServedReply, holes: [Range<Int>] = []) {
    self.init(
      address, status: reply.status, fields: reply.fields, length: reply.body.count,
      digest: Digest.sha256(Holes.fill(holes, in: reply.body)), holes: holes)
  }

  init(
    _ address: String, status: Int, fields: [ServedReply.Field], length: Int, digest: [UInt8],
    holes: [Range<Int>]
  ) {
    (self.address, self.status, self.fields) = (address, status, fields)
    (self.length, self.digest, self.holes) = (length, digest, holes)
  }
}

/// A page that answers what was sent, by its name.
public struct AnswerEntry: Equatable, Sendable {
  /// The page's name and language.
  public let name: String
  /// Its length in bytes, without the spaces that fill it up.
  public let length: Int
  /// The SHA-256 of the page without those spaces.
  public let digest: [UInt8]

  /// Takes a page without the spaces that fill it up.
  public init(_ name: String, body: [UInt8]) {
    self.init(name, length: body.count, digest: Digest.sha256(body))
  }

  init(_ name: String, length: Int, digest: [UInt8]) {
    (self.name, self.length, self.digest) = (name, length, digest)
  }
}
