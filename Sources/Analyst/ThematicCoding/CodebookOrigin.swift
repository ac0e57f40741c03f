// SPDX-License-Identifier: Apache-2.0

/// Which codebook an output was made with, as its readers find it there.
public struct CodebookOrigin: Encodable, Equatable, Sendable {
  /// As in the table of a release.
  public let name = "codebook"
  /// The version that people agreed on.
  public let version: String
  /// SHA-256 of the file, 64 small hexadecimal digits.
  public let hash: String

  init(_ codebook: Codebook) { (version, hash) = (codebook.version, codebook.hash) }

  /// The same in one line, for formats that have room for a text only.
  public var text: String { "version \(version), SHA-256 \(hash)" }

  /// The same under figures on a terminal: enough of the hash to tell two files apart by eye.
  public var line: String {
    "codebook: version \(version), SHA-256 begins with \(hash.prefix(12))"
  }
}

extension Codebook {
  /// The version and the hash, for an output.
  public var origin: CodebookOrigin { CodebookOrigin(self) }
}
