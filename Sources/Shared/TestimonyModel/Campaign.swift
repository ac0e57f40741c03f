// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// The public half of a campaign: what a browser needs to seal, and the intake to know what it may take.
///
/// SealedTestimonyFormat §1 describes the file. A value of this type was checked: its key is a point,
/// its form keeps the limits, and both digests fit.
public struct Campaign: Equatable, Sendable {
  /// The campaign id, 16 bytes.
  public let id: [UInt8]
  /// A name for people.
  public let name: String
  /// The uncompressed public key, 65 bytes.
  public let publicKey: [UInt8]
  /// The Ed25519 key that signs the organisers' answer, 32 bytes (AnswerFormat §3).
  public let answerKey: [UInt8]
  /// The first day on which the form is open.
  public let opens: Day
  /// The last day on which the form is open.
  public let closes: Day
  /// The length of an intake period, 7 to 366 days.
  public let epochDays: Int
  /// What is asked.
  public let form: Form
  /// The digest of the form, 32 bytes.
  public let formVersion: [UInt8]
  /// The digest of keys and form that people compare, 32 bytes.
  public let fingerprint: [UInt8]
  /// The file as it is served and kept.
  public let fileBytes: [UInt8]

  /// Makes a new campaign around a key pair's public half.
  public init(
    id: [UInt8], name: String, publicKey: [UInt8], answerKey: [UInt8], opens: Day, closes: Day,
    epochDays: Int, form: Form
  ) throws {
    let formVersion = try Self.formVersion(of: form)
    let file = CampaignFile(
      ovoz: "campaign", version: 1, id: Hex.text(id), name: name, suite: HPKESuite.number,
      publicKey: Hex.text(publicKey), answerKey: Hex.text(answerKey),
      fingerprint: Hex.text(
        Self.fingerprint(
          id: id, publicKey: publicKey, answerKey: answerKey, formVersion: formVersion)),
      opens: opens.description, closes: closes.description, epochDays: epochDays,
      formVersion: Hex.text(formVersion), form: form)
    try self.init(file, bytes: Array(try file.json()))
  }

  /// Reads and checks a campaign file.
  public init(fileBytes: [UInt8]) throws(CampaignError) {
    guard fileBytes.count <= 1 << 20,
      let file = try? JSONDecoder().decode(CampaignFile.self, from: Data(fileBytes))
    else { throw .unreadable }
    try self.init(file, bytes: fileBytes)
  }

  private init(_ file: CampaignFile, bytes: [UInt8]) throws(CampaignError) {
    guard file.ovoz == "campaign" else { throw .unreadable }
    guard file.version == 1 else { throw .unknownVersion }
    guard file.suite == HPKESuite.number else { throw .unknownSuite }
    guard let id = Hex.bytes(file.id), id.count == 16, let key = Hex.bytes(file.publicKey),
      let answerKey = Hex.bytes(file.answerKey),
      let canonical = CanonicalJSON.member("form", of: bytes)
    else { throw .unreadable }
    guard (try? KeyAgreement.PublicKey(key)) != nil,
      answerKey.count == Signing.publicKeyLength
    else { throw .badKey }
    if let fault = FormLimits.fault(of: file.form) { throw .badForm(fault) }
    let formVersion = Digest.sha256(canonical)
    let fingerprint = Self.fingerprint(
      id: id, publicKey: key, answerKey: answerKey, formVersion: formVersion)
    guard Hex.bytes(file.formVersion) == formVersion, Hex.bytes(file.fingerprint) == fingerprint
    else { throw .changed }
    guard let opens = Day(file.opens), let closes = Day(file.closes), opens <= closes,
      (7...366).contains(file.epochDays)
    else { throw .badDates }
    (self.id, name, publicKey, self.answerKey) = (id, file.name, key, answerKey)
    (self.formVersion, self.fingerprint) = (formVersion, fingerprint)
    (self.opens, self.closes, epochDays, form) = (opens, closes, file.epochDays, file.form)
    fileBytes = bytes
  }

  private static func formVersion(of form: Form) throws -> [UInt8] {
    let json = Array(try JSONEncoder().encode(["form": form]))
    guard let canonical = CanonicalJSON.member("form", of: json) else {
      throw CampaignError.unreadable
    }
    return Digest.sha256(canonical)
  }

  /// The fingerprint (SealedTestimonyFormat §1.2).
  static func fingerprint(
    id: [UInt8], publicKey: [UInt8], answerKey: [UInt8], formVersion: [UInt8]
  ) -> [UInt8] {
    var bytes = DomainLabel.campaign.bytes + id
    bytes.append(bigEndian: HPKESuite.number)
    return Digest.sha256(bytes + publicKey + answerKey + formVersion)
  }

  /// Whether the form takes testimonies on a day.
  public func isOpen(on day: Day) -> Bool { (opens...closes).contains(day) }

  /// The intake period of a day, from 0; days outside the campaign count to its ends.
  public func epoch(of day: Day) -> Int {
    (min(max(day, opens), closes).number - opens.number) / epochDays
  }

  /// The number of its last period.
  public var lastEpoch: Int { epoch(of: closes) }

  /// The first period that has not ended on a day: what came before it is complete.
  public func openEpoch(on day: Day) -> Int {
    day > closes ? lastEpoch + 1 : epoch(of: day)
  }

  /// The period of a day in the public log.
  ///
  /// After the end the log's periods go on, as long as the others: otherwise a withdrawal that comes then would stand in the
  /// log within the hour, alone, and tell when somebody wrote (G3).
  public func logEpoch(of day: Day) -> Int {
    day <= closes ? epoch(of: day) : lastEpoch + 1 + (day.number - closes.number - 1) / epochDays
  }

  /// The first and the last day of a period.
  public func days(ofEpoch epoch: Int) -> ClosedRange<Day> {
    let first = Day(number: opens.number + epoch * epochDays)
    return first...max(first, min(Day(number: first.number + epochDays - 1), closes))
  }
}

/// The campaign file's members, as they stand in the file.
private struct CampaignFile: Codable {
  let ovoz: String
  let version: Int
  let id: String
  let name: String
  let suite: UInt16
  let publicKey: String
  let answerKey: String
  let fingerprint: String
  let opens: String
  let closes: String
  let epochDays: Int
  let formVersion: String
  let form: Form

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
