// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import IntakeServer
import IntakeStore
import TestimonyModel

/// The settings file that every command takes.
struct SettingsOption: ParsableArguments {
  @Option(help: "The settings file.")
  var settings = "/etc/ovoz-intake/intake.yaml"

  func read() throws -> IntakeSettings { try IntakeSettings(file: URL(filePath: settings)) }
}

extension IntakeSettings {
  /// Whether this program ends TLS itself, for the form or for the analysts.
  var needsCertificate: Bool { socket == nil || takesPulls && pullPort != nil }

  /// Whether analysts may fetch bundles over the wire.
  var takesPulls: Bool { !pullKeys.isEmpty && (pullSocket != nil || pullPort != nil) }

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
    let path = folder.appending(path: "intake.key").path
    guard let text = FileManager.default.contents(atPath: path),
      let seed = Hex.bytes(String(decoding: text, as: UTF8.self).prefix(64))
    else {
      throw Failure("the intake's own key cannot be read", hint: "restore \(path) from a backup")
    }
    return try Signing.PrivateKey(seed: SecretBytes(copying: seed))
  }

  /// The intake's own signing key; made at the first need, mode 0600.
  func signingKey() throws -> Signing.PrivateKey {
    let path = state.appending(path: "intake.key").path
    if FileManager.default.fileExists(atPath: path) { return try Self.signingKey(in: state) }
    try FileManager.default.createDirectory(
      at: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var seed = try RandomBytes.fresh(32)
    defer { wipe(&seed) }
    let made = FileManager.default.createFile(
      atPath: path, contents: Data((Hex.text(seed) + "\n").utf8),
      attributes: [.posixPermissions: 0o600])
    guard made else {
      throw Failure("the intake's own key cannot be written", hint: "is `state` yours to write?")
    }
    return try Signing.PrivateKey(seed: SecretBytes(copying: seed))
  }
}

/// Why there is no campaign to serve.
enum CampaignProblem: Error {
  case missing
  case unusable
  case otherKey
}
