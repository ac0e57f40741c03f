// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// The script that a page carries; each has the exit.
enum PageScript: CaseIterable {
  /// The form: sealing, receipt, exit.
  case form
  /// The receipt page.
  case receipt
  /// Only the exit.
  case exit
  /// Not a page.
  case none

  var text: String {
    switch self {
    case .form: PageAssets.formScript
    case .receipt: PageAssets.receiptScript
    case .exit: PageAssets.exitScript
    case .none: ""
    }
  }

  /// The page's style; the form has the least.
  var style: String { self == .form ? PageAssets.style : PageAssets.styleAround }
}

/// What every page is made of: templates, style and scripts, compiled into the binary.
enum PageAssets {
  static let form = Thinned.page(text(PackageResources.form_mustache))
  static let message = Thinned.page(text(PackageResources.message_mustache))
  static let help = Thinned.page(text(PackageResources.help_mustache))
  static let answer = Thinned.page(text(PackageResources.answer_mustache))
  static let receipt = Thinned.page(text(PackageResources.receipt_mustache))
  static let style = Thinned.style(text(PackageResources.style_css))
  static let styleAround = style + Thinned.style(text(PackageResources.around_css))

  static let exitScript = script(text(PackageResources.exit_js))
  static let formScript = script(
    [
      PackageResources.seal_js, PackageResources.receipt_js, PackageResources.exit_js,
      PackageResources.form_js,
    ].map(text).joined())
  static let receiptScript = script(
    [PackageResources.receipt_js, PackageResources.exit_js, PackageResources.receiptpage_js]
      .map(text).joined())

  static let kiosk = Thinned.page(text(PackageResources.kiosk_mustache))
  static let kioskStyle = style + Thinned.style(text(PackageResources.kiosk_css))
  static let kioskScript =
    script(text(PackageResources.kiosk_start_js)) + formScript
    + script([PackageResources.qr_js, PackageResources.kiosk_js].map(text).joined())

  /// Lets exactly this style and this script run, and nothing else load or frame.
  ///
  /// `'self'` is for the script that the form loads afterwards; sounds are allowed where there are any.
  static func policy(_ script: PageScript, audio: Bool = false) -> String {
    let later = script == .form ? " 'self'" : ""
    let rules = [
      "default-src 'none'", "style-src '\(hash(script.style))'",
      script == .none ? nil : "script-src '\(hash(script.text))'\(later)",
      script == .form || script == .receipt ? "connect-src 'self'" : nil,
      audio ? "media-src 'self'" : nil,
      "img-src data:", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ]
    return rules.compactMap(\.self).joined(separator: "; ")
  }

  /// The length of the longest policy in bytes.
  static let longestPolicy = PageScript.allCases.map { policy($0).utf8.count }.max() ?? 0

  /// A CSP source for inline text (CSP Level 3, §2.3.1).
  static func hash(_ text: String) -> String {
    "sha256-" + Data(Digest.sha256(Array(text.utf8))).base64EncodedString()
  }

  /// Without renaming: these scripts take values apart by their names.
  private static func script(_ text: String) -> String {
    ScriptMinifier.minified(text, renames: false)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
