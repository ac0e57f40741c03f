// SPDX-License-Identifier: Apache-2.0

/// Why a text is no digit code; never holds a part of the text.
public enum DigitCodeError: Error, Equatable, Sendable {
  /// Nothing was entered.
  case empty
  /// There are fewer or more than 24 digits.
  case wrongLength
  /// A sign is no digit, or the check digits say that one is mistyped.
  case wrongDigit
}
