// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Letters of series and accounts, which are Latin however they are typed.
enum Latin {
  /// The Latin letter that looks like a Cyrillic one; the letter itself when none does.
  static func likeness(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    Lookalikes.toLatin[scalar] ?? scalar
  }

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars.map(likeness)))
  }
}
