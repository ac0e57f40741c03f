// SPDX-License-Identifier: Apache-2.0

/// The codes that are not given without a person, since coders did not agree on them.
///
/// Whoever accepts proposals in one go asks here first, and leaves these codes to a person.
public struct PersonMarks: Codable, Equatable, Sendable {
  /// The codes' ids.
  public private(set) var codes: Set<String>

  /// Marks these codes.
  public init(codes: Set<String> = []) { self.codes = codes }

  /// Whether a person has to decide on each use of this code.
  public func needsPerson(_ code: String) -> Bool { codes.contains(code) }

  /// Takes newer figures: an alpha under the least marks its code, another takes the mark away.
  ///
  /// A code without an alpha keeps what it had.
  public mutating func take(_ found: [CodeAgreement]) {
    for code in found where code.alpha != nil {
      if code.needsPerson { codes.insert(code.code) } else { codes.remove(code.code) }
    }
  }
}
