// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Mustache

/// The pages that stand without the form: thanks, closed, and what went wrong.
struct MessagePage: Sendable {
  /// One length for all of them, in bytes, so that a reply does not tell what it says (G4).
  static let length = 8_192
  private var pages: [String: [UInt8]] = [:]

  init(_ texts: PageTexts, exit: String) throws(IntakeServerError) {
    guard let template = try? MustacheTemplate(string: PageAssets.message) else {
      throw .badTemplate
    }
    for name in PageTexts.MessageName.allCases {
      for language in Language.allCases {
        let page = Self.render(template, texts, name, language, exit)
        guard page.utf8.count <= Self.length - 64 else { throw .badTemplate }
        pages["\(name.rawValue) \(language.rawValue)"] = Array(page.utf8)
      }
    }
  }

  func bytes(_ name: PageTexts.MessageName, in language: Language) -> [UInt8] {
    pages["\(name.rawValue) \(language.rawValue)"] ?? []
  }

  func thanks(receipt digits: String?, in language: Language) -> [UInt8] {
    bytes(.thanks, in: language)
  }

  private static func render(
    _ template: MustacheTemplate, _ texts: PageTexts, _ name: PageTexts.MessageName,
    _ language: Language, _ exit: String
  ) -> String {
    let message = texts.message(name)
    var context: [String: Any] = [
      "lang": language.rawValue, "dir": "ltr", "title": texts.text("title", in: language),
      "style": PageAssets.style, "heading": texts.text(message.heading, in: language),
      "paragraphs": message.paragraphs.map { texts.text($0, in: language) },
      "exit": ["label": texts.text("exitLabel", in: language), "url": exit],
    ]
    if message.showsBack {
      context["back"] = [
        "url": "/?lang=\(language.rawValue)", "label": texts.text("backLabel", in: language),
      ]
    }
    return template.render(context)
  }
}
