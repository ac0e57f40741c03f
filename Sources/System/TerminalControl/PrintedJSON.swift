// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A value as both programs print it with `--json`.
public enum PrintedJSON {
  /// JSON (RFC 8259), keys sorted, with a schema name and a version that readers can rely on.
  /// - Parameters:
  ///   - schema: the name, such as `ovoz.list`.
  ///   - value: what stands under `value`.
  /// - Returns: the text, without a line end.
  /// - Throws: where the value cannot be encoded.
  public static func text(_ schema: String, _ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let json = try encoder.encode(Envelope(schema: schema, version: 1, value: value))
    return String(decoding: json, as: UTF8.self)
  }
}

/// What stands around every value.
private struct Envelope<Value: Encodable>: Encodable {
  let schema: String
  let version: Int
  let value: Value
}
