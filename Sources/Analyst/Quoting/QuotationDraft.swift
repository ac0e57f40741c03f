// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import CryptoPrimitives
import Foundation

/// Words that somebody would like to show in the room, and where they come from.
public struct QuotationDraft: Codable, Equatable, Sendable {
  /// The most characters that a quotation has.
  public static let mostCharacters = 240

  /// The testimony's record id, 32 small hexadecimal digits.
  public let record: String
  /// The id of the theme under which the words would stand.
  public let theme: String
  /// The words.
  public let text: String
  /// The language of the words.
  public let language: Language
  /// The id of the question that she answered so, or nil where it is not said.
  public let question: String?
  /// Whether somebody retold them, so that nobody is known by a way of speaking.
  public let isParaphrase: Bool

  /// The same words in other languages of the room, by language code; made by people.
  ///
  /// By code and not by ``Language``: only such a dictionary has one order in JSON, and is signed.
  public let translations: [String: String]

  /// Takes the words; ``QuotationRules`` says whether they may be shown.
  public init(
    record: [UInt8], theme: String, text: String, language: Language, isParaphrase: Bool,
    question: String? = nil, translations: [Language: String] = [:]
  ) {
    self.record = Hex.text(record)
    self.theme = theme
    self.text = text
    self.language = language
    self.isParaphrase = isParaphrase
    self.question = question
    self.translations = Dictionary(
      uniqueKeysWithValues: translations.map { ($0.key.rawValue, $0.value) })
  }

  /// Everything that would be shown: the words, then their translations.
  public var texts: [String] {
    [text] + translations.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What was said anew, and so is held against her words and the redaction; all of a retelling.
  var retold: [String] { isParaphrase ? texts : Array(texts.dropFirst()) }

  /// What a signature is made over: a label, the campaign, and the draft as JSON with sorted keys.
  ///
  /// Whoever changes a letter, the theme or the testimony has no signature any more.
  func signedBytes(_ label: DomainLabel, campaign: [UInt8], others: [[UInt8]] = []) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and a truth value only: there is nothing here that cannot be encoded.
    let json = Array((try? encoder.encode(self)) ?? Data())
    return label.bytes + campaign + others.flatMap(\.self) + json
  }
}
