// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import IntakeServer

/// The site's name, and the port where it is not 443.
struct SiteName: ExpressibleByArgument {
  let host: String
  let port: Int

  /// An address is no name: no browser would look for it in a certificate.
  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count <= 2, name.contains(where: \.isLetter) else {
      return nil
    }
    let written = parts.count == 2 ? Int(parts[1]) : 443
    guard let number = written, (1...65_535).contains(number) else { return nil }
    (host, port) = (String(name), number)
  }
}

/// What somebody who visits the running server meets: the headers of its pages, and its certificate.
struct RunningCheck {
  /// The form, and a page that is there when it is closed too.
  private static let pages = ["/", "/help"]

  let settings: IntakeSettings
  let now: Date

  /// Asks the server itself, where its settings say that it listens.
  func look(into report: inout CheckReport) {
    let place =
      settings.socket.map { ServerPlace.socket(path: $0.path) }
      ?? .port(settings.port, host: settings.host, name: nil)
    let listens = settings.socket?.path ?? "port \(settings.port)"
    let remedy = "a server of another version runs: `systemctl restart ovoz-intake`"
    for page in Self.pages {
      guard let head = try? PageHead(of: page, at: place) else {
        return report.add(problems: [
          "nothing answers on \(listens): see `systemctl status ovoz-intake`, and run this as the intake's user"
        ])
      }
      compare(head, "the intake's \(page)", remedy, &report)
    }
  }

  /// Asks through the web server in front, on this machine and by the site's name.
  func look(through site: SiteName, into report: inout CheckReport) {
    let place = ServerPlace.port(site.port, host: "127.0.0.1", name: site.host)
    let remedy =
      "take `add_header` and `proxy_hide_header` out of the web server's settings; the shipped nginx.conf has none"
    for page in Self.pages {
      guard let head = try? PageHead(of: page, at: place, host: site.host) else {
        return report.add(problems: [
          "no web server answers for \(site.host) on 127.0.0.1:\(site.port) with TLS: run `nginx -t` and `systemctl restart nginx`"
        ])
      }
      if page == Self.pages.first { certificate(head, site, place, &report) }
      compare(head, "\(site.host)\(page)", remedy, &report)
    }
  }

  private func compare(
    _ head: PageHead, _ page: String, _ remedy: String, _ report: inout CheckReport
  ) {
    // The form, the same under the status of pages that hold words, and the closed page.
    guard [200, 203, 503].contains(head.status) else {
      return report.add(problems: [
        "\(page) answers \(head.status), and not with the form: is the intake running, and is the web server's user in its group?"
      ])
    }
    let comparison = HeaderComparison(head)
    if !comparison.lacking.isEmpty {
      let names = comparison.lacking.joined(separator: ", ")
      report.add(problems: ["\(page) has not, or not as it has to be: \(names); \(remedy)"])
    }
    if !comparison.added.isEmpty {
      let names = comparison.added.joined(separator: ", ")
      report.add(problems: ["\(page) has what no page should: \(names); \(remedy)"])
    }
  }

  private func certificate(
    _ head: PageHead, _ site: SiteName, _ place: ServerPlace, _ report: inout CheckReport
  ) {
    guard let certificate = head.certificate else { return }
    let named = "that visitors of \(site.host) meet"
    CertificateCheck.look(at: certificate, named: named, now: now, into: &report)
    if !certificate.isFor(site.host) {
      report.add(problems: [
        "the certificate \(named) is for another name, and browsers refuse it: ask for one with \(site.host) in it, and see `ssl_certificate` in the web server's settings"
      ])
    } else if certificate.ends > now, !PageHead.isTrusted(at: place) {
      report.add(warnings: [
        "the certificate \(named) leads to no authority that this machine knows: name the whole chain (fullchain.pem), and install ca-certificates"
      ])
    }
  }
}
