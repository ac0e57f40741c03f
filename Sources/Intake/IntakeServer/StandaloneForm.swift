// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Mustache
public import TestimonyModel

/// The form as one file for a device without a network: all languages, the campaign's key, and nothing to load.
///
/// It is made of the same template, style and scripts as the form that is served; `kiosk.js` takes the place of the sending.
public struct StandaloneForm: Sendable {
  /// The file.
  public let bytes: [UInt8]

  private static let start = "ovozKiosk()"

  /// Renders the form of a campaign; `intake` is where a device may send to, once it has a network.
  public init(
    _ campaign: Campaign, texts: PageTexts, notice: NoticeScript?, intake: String?
  ) throws(IntakeServerError) {
    let languages = campaign.form.languages
    var plans: [String] = []
    var pages: [[String: Any]] = []
    for language in languages {
      let page = try FormPage(campaign, in: language, texts: texts)
      plans.append("\"\(language.rawValue)\":\(page.plan)")
      pages.append(try Self.page(page, language, texts, notice))
    }
    let notices = languages.compactMap { notice?.text(for: $0) }
    guard let template = try? MustacheTemplate(string: PageAssets.kiosk),
      let language = languages.first, let kiosk = try? ScriptJSON.text(["intake": intake]),
      // A script inside a page ends where its end tag stands, whatever it is part of.
      !notices.contains(where: { $0.lowercased().contains("</script") })
    else { throw .badTemplate }
    let page = template.render(
      [
        "lang": language.rawValue, "title": texts.text("title", in: language), "pages": pages,
        "policy": Self.policy(intake, notices), "plans": "{\(plans.joined(separator: ","))}",
        "kiosk": kiosk, "start": Self.start, "style": PageAssets.kioskStyle,
        "script": PageAssets.kioskScript,
      ] as [String: Any])
    bytes = Array(page.utf8)
  }

  /// What stands between the body tags of the form that is served, in one language.
  private static func page(
    _ page: FormPage, _ language: Language, _ texts: PageTexts, _ notice: NoticeScript?
  ) throws(IntakeServerError) -> [String: Any] {
    let here = Self.texts(texts.all(in: language))
    let whole = page.rendered(with: here)
    guard let start = whole.range(of: "<body>"), let end = whole.range(of: "</body>") else {
      throw .badTemplate
    }
    var values: [String: Any] = [
      "lang": language.rawValue, "dir": language.isRightToLeft ? "rtl" : "ltr",
      "title": here["title"] ?? "", "t": here,
      "body": String(whole[start.upperBound..<end.lowerBound]),
    ]
    if let notice { values["notice"] = notice.text(for: language) }
    return values
  }

  /// A text that says it for such a device takes the other's place: kioskExitLabel that of exitLabel.
  private static func texts(_ texts: [String: String]) -> [String: String] {
    var texts = texts
    for name in Array(texts.keys) {
      let own = "kiosk\(name.prefix(1).uppercased())\(name.dropFirst())"
      if let text = texts[own] { texts[name] = text }
    }
    return texts
  }

  /// Nothing but this style and these scripts; out goes what is sealed, to the intake alone.
  private static func policy(_ intake: String?, _ notices: [String]) -> String {
    let scripts = [PageAssets.kioskScript, start] + notices
    let rules = [
      "default-src 'none'", "style-src '\(PageAssets.hash(PageAssets.kioskStyle))'",
      "script-src " + scripts.map { "'\(PageAssets.hash($0))'" }.joined(separator: " "),
      intake.map { "connect-src \($0)" }, "img-src data:", "base-uri 'none'", "form-action 'none'",
    ]
    return rules.compactMap(\.self).joined(separator: "; ")
  }
}

extension NoticeScript {
  fileprivate func text(for language: Language) -> String {
    String(decoding: bytes(for: language), as: UTF8.self)
  }
}
