// SPDX-License-Identifier: Apache-2.0

/// Why ratings are no table.
public enum AgreementError: Error, Equatable, Sendable {
  /// A unit has more or fewer places than there are coders.
  case raggedTable
  /// Fewer than two coders: nobody to agree with.
  case tooFewCoders
}
