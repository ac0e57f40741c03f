// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// The digest of every file of a release (RFC 8259), so that a changed copy can be told.
struct ReleaseManifest: Encodable {
  let schema = "ovoz-manifest"
  let version = 1
  let release: String
  /// SHA-256 (FIPS 180-4) of each file by its name, 64 small hexadecimal digits.
  let files: [String: String]

  init(_ files: [String: [UInt8]], of summary: Summary) {
    release = summary.releaseName
    self.files = files.mapValues { Hex.text(Digest.sha256($0)) }
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Strings and one number only: there is nothing here that cannot be encoded.
    guard let bytes = try? encoder.encode(self) else { return "" }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}
