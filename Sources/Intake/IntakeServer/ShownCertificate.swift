// SPDX-License-Identifier: Apache-2.0

public import Foundation
import NIOSSL

/// From when to when a certificate holds, and for which names: what a browser looks at first.
public struct ShownCertificate: Sendable {
  /// When it begins to hold.
  public let begins: Date
  /// When it ends.
  public let ends: Date
  private let names: [String]

  /// Reads the first certificate of a PEM file: the server's own; the others are its authority's.
  public init(file: URL) throws(IntakeServerError) {
    guard let first = (try? NIOSSLCertificate.fromPEMFile(file.path))?.first else {
      throw .unreadableCertificate(path: file.path)
    }
    self.init(first)
  }

  init(_ certificate: NIOSSLCertificate) {
    begins = Date(timeIntervalSince1970: TimeInterval(certificate.notValidBefore))
    ends = Date(timeIntervalSince1970: TimeInterval(certificate.notValidAfter))
    // The alternative names alone: browsers have not looked at the subject for years (RFC 9525).
    names = certificate._subjectAlternativeNames().filter { $0.nameType == .dnsName }
      .map { String(decoding: $0.contents, as: UTF8.self).lowercased() }
  }

  /// Whether a browser takes it for a site of that name; an asterisk stands for one label.
  public func isFor(_ host: String) -> Bool {
    let host = host.lowercased()
    let parent = host.split(separator: ".", maxSplits: 1).dropFirst().first
    return names.contains { name in name == host || parent.map { name == "*.\($0)" } ?? false }
  }
}
