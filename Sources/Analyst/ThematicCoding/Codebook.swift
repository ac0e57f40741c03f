// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import CryptoPrimitives

/// The themes that everyone in a campaign codes with, in one order, under one hash.
public struct Codebook: Sendable {
  /// The version that people agreed on, as written in the file.
  public let version: String
  /// SHA-256 (FIPS 180-4) of the file's UTF-8 bytes, 64 small hexadecimal digits.
  public let hash: String
  /// The themes in the order of the file.
  public let themes: [Theme]
  private let positions: [String: Int]

  /// Reads a codebook and refuses it whole at its first mistake.
  /// - Parameters:
  ///   - yaml: the text of the file; nothing is opened here.
  ///   - file: the name to show in mistakes.
  /// - Throws: the first `ConfigMistake`, with its line.
  public init(parsing yaml: String, file: String) throws(ConfigMistake) {
    var root = try ConfigNode(parsing: yaml, file: file).mapping()
    version = try root.required("version").nonEmptyString()
    let themes = try CodebookReader.themes(in: try root.required("themes"))
    try root.finish()
    self.themes = themes
    positions = Dictionary(
      uniqueKeysWithValues: themes.enumerated().map { ($1.id, $0) })
    hash = Hex.text(Digest.sha256(Array(yaml.utf8)))
  }

  /// The theme with this id, or nil.
  public subscript(id: String) -> Theme? { positions[id].map { themes[$0] } }
}
