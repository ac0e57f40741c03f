// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import IntakeServer
import IntakeStore
import TestimonyModel

/// The settings file that every command takes.
struct SettingsOption: ParsableArguments {
  @Option(help: "The settings file.", completion: .file())
  var settings = "/etc/ovoz-intake/intake.yaml"

  func read() throws -> IntakeSettings { try IntakeSettings(file: URL(filePath: settings)) }
}

extension IntakeSettings {
  /// Whether this program ends TLS itself, for the form or for the analysts.
  var needsCertificate: Bool { socket == nil || takesPulls && pullPort != nil }

  /// Whether analysts may fetch bundles over the wire.
  var takesPulls: Bool { !pullKeys.isEmpty && (pullSocket != nil || pullPort != nil) }

  /// Whether vaults say what they have, so that whatever is still here was not acknowledged; a stick says nothing.
  var hearsOfArrivals: Bool { takesPulls && acknowledged == .leave }

  /// What becomes of testimonies.
  var rules: Outbox.Rules {
    .init(
      delay: uninvitedDelayPeriods, leavesWhenAcknowledged: acknowledged == .leave,
      retentionDays: retentionDays)
  }

  /// The texts of the pages, with what they have to tell of the key's end.
  func pageTexts() throws -> PageTexts {
    var texts = try PageTexts(file: pages)
    texts.keyEnd = keyEnd
    return texts
  }

  /// The campaign, or why there is none that can be used (G11).
  func readCampaign() -> Result<Campaign, CampaignProblem> {
    guard let bytes = FileManager.default.contents(atPath: campaign.path) else {
      return .failure(.missing)
    }
    guard let read = try? Campaign(fileBytes: Array(bytes)) else { return .failure(.unusable) }
    guard fingerprint == nil || fingerprint == Hex.text(read.fingerprint) else {
      return .failure(.otherKey)
    }
    return .success(read)
  }

  /// The signing key in a folder, which has to be there.
  static func signingKey(in folder: URL) throws -> Signing.PrivateKey {
    guard let seed = try KeyFile.read(folder.appending(path: keyName)) else {
      throw IntakeStoreError.keyMissing(keyName)
    }
    return try key(seed)
  }

  /// The intake's own signing key; made at the first need, and never where something was signed with another before.
  func signingKey() throws -> Signing.PrivateKey {
    let file = state.appending(path: Self.keyName)
    if let seed = try KeyFile.read(file) { return try Self.key(seed) }
    guard try !InboxGlance.hasSigned(in: state) else {
      throw IntakeStoreError.keyMissing(Self.keyName)
    }
    try FileManager.default.createDirectory(
      at: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return try Self.key(try KeyFile.make(file))
  }

  private static let keyName = "intake.key"

  private static func key(_ seed: [UInt8]) throws -> Signing.PrivateKey {
    var seed = seed
    defer { wipe(&seed) }
    return try Signing.PrivateKey(seed: SecretBytes(copying: seed))
  }
}

/// Why there is no campaign to serve.
enum CampaignProblem: Error {
  case missing
  case unusable
  case otherKey
}
