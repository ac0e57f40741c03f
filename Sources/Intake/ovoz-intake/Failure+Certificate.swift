// SPDX-License-Identifier: Apache-2.0

import IntakeServer

extension Failure {
  /// What is said of the server's certificate and key.
  init(certificate error: any Error) {
    guard case IntakeServerError.unreadableCertificate(let path) = error else {
      self.init(
        "the certificate and its key do not belong together",
        hint: "`certificate` and `certificateKey` in the settings have to be of one renewal")
      return
    }
    // certbot and lego write the key as root's, and the intake is not root.
    self.init(
      "\(path) cannot be read, or is no PEM file of its kind",
      hint: "the intake's user has to read it, the key alone (mode 0600): see certificate-hook")
  }
}
