// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// What every page is made of: templates, style and script, compiled into the binary.
enum PageAssets {
  static let form = text(PackageResources.form_mustache)
  static let message = text(PackageResources.message_mustache)
  static let style = text(PackageResources.style_css)
  static let script = text(PackageResources.seal_js) + text(PackageResources.form_js)

  /// Lets exactly this style and this script run, and nothing else load or frame.
  static let policyWithScript = contentSecurityPolicy(script: true)
  /// The same for pages that have no script.
  static let policyWithoutScript = contentSecurityPolicy(script: false)

  private static func contentSecurityPolicy(script: Bool) -> String {
    let rules = [
      "default-src 'none'", "style-src '\(hash(style))'",
      script ? "script-src '\(hash(Self.script))'" : nil, script ? "connect-src 'self'" : nil,
      "img-src data:", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ]
    return rules.compactMap(\.self).joined(separator: "; ")
  }

  /// A CSP source for inline text (CSP Level 3, §2.3.1).
  private static func hash(_ text: String) -> String {
    "sha256-" + Data(Digest.sha256(Array(text.utf8))).base64EncodedString()
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
