// SPDX-License-Identifier: Apache-2.0

/// What was typed into a plain form that could not be taken, to be shown again in its fields.
///
/// It lives as long as the reply is made, and the template escapes it.
struct Written {
  static let nothing = Written([:])
  private let values: [String: [String]]

  init(_ values: [String: [String]]) { self.values = values }

  var isEmpty: Bool { values.isEmpty }

  func text(_ name: String) -> String { values[name]?.first ?? "" }

  func has(_ name: String, _ value: String) -> Bool { values[name]?.contains(value) ?? false }

  /// Whether anything was given under a name, an empty choice not counted.
  func has(_ name: String) -> Bool { values[name]?.contains { !$0.isEmpty } ?? false }
}
