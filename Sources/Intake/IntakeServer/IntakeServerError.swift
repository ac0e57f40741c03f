// SPDX-License-Identifier: Apache-2.0

/// Why the server did not start.
public enum IntakeServerError: Error, Equatable, Sendable {
  /// The certificate or its key cannot be read, or do not belong together.
  case badCertificate
  /// The address or the port cannot be listened on: it is taken, or not this machine's.
  case cannotListen
  /// A page does not render: a template was changed without its code.
  case badTemplate
}
