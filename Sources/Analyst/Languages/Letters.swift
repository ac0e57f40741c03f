// SPDX-License-Identifier: Apache-2.0

/// How single letters are read before their rows are counted.
enum Letters {
  /// Every sign that people type for Uzbek oʻ and gʻ, or for a sign of separation.
  static let apostrophes: Set<Unicode.Scalar> = [
    "'", "`", "´", "ʻ", "ʼ", "‘", "’", "ʹ", "′",
  ]

  /// The small letter, an apostrophe, 0 for a border, or nil for what is read over.
  static func reading(of scalar: Unicode.Scalar) -> UInt32? {
    let value = Int(scalar.value)
    let read = value < table.count ? table[value] : unlisted(scalar)
    return read == skipped ? nil : read
  }

  static let border: UInt32 = 0
  static let apostrophe: UInt32 = 0x27
  private static let skipped = UInt32.max

  private static let table: [UInt32] = (0..<0x530).map { value in
    Unicode.Scalar(UInt32(value)).map(unlisted) ?? border
  }

  private static func unlisted(_ scalar: Unicode.Scalar) -> UInt32 {
    guard !apostrophes.contains(scalar) else { return apostrophe }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return skipped
    default: break
    }
    guard properties.isAlphabetic else { return border }
    return properties.lowercaseMapping.unicodeScalars.first?.value ?? border
  }
}
