// SPDX-License-Identifier: Apache-2.0

import Foundation

/// JSON in the one spelling that digests are made over (RFC 8785).
///
/// Forms hold texts, truth values and small whole numbers only, for which sorted keys, no white space and the
/// shortest escapes are all that the standard asks.
enum CanonicalJSON {
  /// The canonical spelling of one member of a JSON object; nil where there is none.
  static func member(_ name: String, of json: [UInt8]) -> [UInt8]? {
    guard let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any],
      let member = object[name] as? [String: Any],
      let data = try? JSONSerialization.data(
        withJSONObject: member, options: [.sortedKeys, .withoutEscapingSlashes])
    else { return nil }
    return Array(data)
  }
}
