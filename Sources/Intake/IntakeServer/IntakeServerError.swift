// SPDX-License-Identifier: Apache-2.0

/// Why the server did not start.
public enum IntakeServerError: Error, Equatable, Sendable {
  /// The certificate or its key cannot be read, or do not belong together.
  case badCertificate
  /// A page does not render: a template was changed without its code.
  case badTemplate
}
