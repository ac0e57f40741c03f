// SPDX-License-Identifier: Apache-2.0

import Foundation
import IntakeServer
import TestimonyModel

/// Whether a browser would take the certificate, and what to do where it would not.
struct CertificateCheck {
  /// How many days before the end somebody has to look: renewals begin 30 days before it.
  static let ahead = 14

  let settings: IntakeSettings
  let now: Date
  /// Whether the one that the web server shows is looked at, by ``RunningCheck``.
  let isMet: Bool

  /// Looks at the files in the settings, whoever ends TLS.
  func look(into report: inout CheckReport) {
    if settings.needsCertificate {
      guard let problem = unusable else { return lookAtFile(&report) }
      report.add(problems: [problem])
    } else if (try? ShownCertificate(file: settings.certificate)) != nil {
      lookAtFile(&report)
    } else if !isMet {
      report.add(warnings: [
        "the certificate that visitors meet is the web server's, and not looked at: \(settings.certificate.path) is missing or not this user's to read; run `ovoz-intake check --through` with the site's name"
      ])
    }
  }

  /// Why this program could not serve with it.
  private var unusable: String? {
    do {
      _ = try TLSIdentity(certificate: settings.certificate, key: settings.certificateKey)
      return nil
    } catch {
      let failure = Failure(certificate: error)
      return "\(failure.message): \(failure.hint)"
    }
  }

  private func lookAtFile(_ report: inout CheckReport) {
    guard let certificate = try? ShownCertificate(file: settings.certificate) else { return }
    Self.look(at: certificate, named: settings.certificate.path, now: now, into: &report)
  }

  /// Looks at the time for which a certificate holds.
  static func look(
    at certificate: ShownCertificate, named name: String, now: Date, into report: inout CheckReport
  ) {
    let end = Day(of: certificate.ends)
    let left = end.number - Day(of: now).number
    if certificate.ends <= now {
      report.add(problems: ["the certificate \(name) ended on \(end): \(renew)"])
    } else if certificate.begins > now {
      report.add(problems: [
        "the certificate \(name) begins on \(Day(of: certificate.begins)): is the clock right? `date -u` says it"
      ])
    } else if left <= ahead {
      report.add(warnings: ["the certificate \(name) ends on \(end), in \(left) days: \(renew)"])
    }
  }

  private static let renew =
    "renew it with certbot or lego, put the new one in its place, and reload the server that shows it"
}
