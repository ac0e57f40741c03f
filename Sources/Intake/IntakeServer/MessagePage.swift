// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Mustache

/// The pages that stand without the form: thanks, closed, and what went wrong.
struct MessagePage: Sendable {
  /// One length for all of them, in bytes, so that a reply does not tell what it says (G4).
  static let length = 12_288
  private let template: MustacheTemplate
  private let texts: PageTexts
  private var pages: [String: [UInt8]] = [:]

  init(_ texts: PageTexts) throws(IntakeServerError) {
    guard let template = try? MustacheTemplate(string: PageAssets.message) else {
      throw .badTemplate
    }
    (self.template, self.texts) = (template, texts)
    for name in PageTexts.MessageName.allCases {
      for language in Language.spoken {
        let page = render(name, language)
        guard page.count <= Self.length else { throw .badTemplate }
        pages["\(name.rawValue) \(language.rawValue)"] = page
      }
    }
  }

  func bytes(_ name: PageTexts.MessageName, in language: Language) -> [UInt8] {
    pages["\(name.rawValue) \(language.rawValue)"] ?? []
  }

  /// The thanks with the receipt's digits, or with the word that none was made.
  func thanks(receipt digits: String?, in language: Language) -> [UInt8] {
    digits.map { render(.thanks, language, receipt: DigitGroups.text($0)) }
      ?? bytes(.thanksNoReceipt, in: language)
  }

  /// The form opens never again.
  private var isOver: Bool {
    if case .done? = texts.keyEnd { true } else { false }
  }

  private static let later = "closedLater"

  private func render(
    _ name: PageTexts.MessageName, _ language: Language, receipt: String? = nil
  ) -> [UInt8] {
    let message = texts.message(name)
    var context = texts.frame(in: language, script: .exit)
    context["heading"] = texts.text(message.heading, in: language)
    let paragraphs = message.paragraphs.filter { !isOver || $0 != Self.later }
    context["paragraphs"] = paragraphs.map { texts.text($0, in: language) }
    context["showsBack"] = message.showsBack
    if let receipt { context["receipt"] = receipt }
    // Whoever just sent something has read it on the form.
    if name != .closed { context["keyEnd"] = nil }
    return Array(template.render(context).utf8)
  }
}

/// Digits as people copy them.
enum DigitGroups {
  /// Groups of four, with a space between.
  static func text(_ digits: String) -> String {
    digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0 && digit.offset % 4 == 0 { text += " " }
      text.append(digit.element)
    }
  }
}
