// SPDX-License-Identifier: Apache-2.0

/// Why the server did not start.
public enum IntakeServerError: Error, Equatable, Sendable {
  /// The file of the certificate or of its key cannot be read by this user, or holds none.
  case unreadableCertificate(path: String)
  /// The certificate and its key can be read, and do not belong together.
  case badCertificate
  /// The address or the port cannot be listened on: it is taken, or not this machine's.
  case cannotListen
  /// A server on this machine was asked for a page and gave none.
  case noAnswer
  /// A page does not render: a template was changed without its code.
  case badTemplate
  /// A route stands for many addresses, and ``ServedPages`` does not know which.
  case unlistedRoute
  /// A page differs from visit to visit in more than fresh ids, so that nobody could check it.
  case unsteadyPage
}
