// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import Languages
@testable import Redaction

extension FuzzTarget {
  /// Any text, through the language teller; sentences are in order and inside the text.
  static let language = FuzzTarget(name: "language") { bytes in
    guard let teller = try? teller.get() else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    _ = teller.identify(text)
    var end = 0
    for sentence in teller.sentences(of: text) {
      precondition(sentence.range.lowerBound >= end && !sentence.range.isEmpty)
      end = sentence.range.upperBound
    }
    precondition(end <= text.unicodeScalars.count)
    return !text.isEmpty
  } seeds: {
    [
      "Маро нафаҳмиданд. Ҳуҷҷатамро гирифтанд!", "Ular meni eshitishdi. г. Ф. Р. ок",
      "\u{200D}é\r\n",
    ].map { Array($0.utf8) }
  }

  /// Any text, through all rules, lists and the tagger.
  static let redaction = FuzzTarget(name: "redaction") { bytes in
    guard let redactor = try? redactor.get() else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    let redacted = redactor.redact(text)
    check(redactor.marks(in: text), in: text)
    return !redacted.text.isEmpty
  } seeds: {
    [
      "Меня зовут Инвентара Выдуманная, +992 90 000 00 00, ул. Пример 5, 12.03.2019",
      "a@example.org @handle 4111 1111 1111 1111 п а с п о р т A01234567 ４５",
      "[place in Sughd] ۱۲۳",
    ].map { Array($0.utf8) }
  }

  /// A tagger's file; what is taken then labels a text.
  static let tagger = FuzzTarget(name: "tagger") { bytes in
    guard let model = TaggerModel(bytes), let features = try? sentence.get() else { return false }
    label(features, by: model)
    return true
  } seeds: {
    [small().bytes]
  }

  /// Any text, cut into what the tagger looks at, and labelled.
  static let tokens = FuzzTarget(name: "tokens") { bytes in
    guard let lists = try? lists.get() else { return false }
    let text = NormalizedText(String(decoding: bytes, as: UTF8.self))
    let features = lists.features(of: text, groups: .none)
    var end = 0
    for token in features.tokens {
      precondition(token.range.lowerBound >= end && !token.range.isEmpty)
      end = token.range.upperBound
    }
    precondition(end <= text.scalars.count)
    label(features, by: smallModel)
    return !features.tokens.isEmpty
  } seeds: {
    ["Меня зовут Инвентара «Выдуманная», 12.", "men Duşanbeda\n\u{301}é ４５"].map { Array($0.utf8) }
  }

  private static func label(_ features: TaggerFeatures, by model: TaggerModel) {
    let (labels, leads) = model.labels(of: features)
    precondition(labels.count == features.tokens.count && leads.count == labels.count)
    for (_, span) in TaggerRule.spans(labels) {
      precondition(!span.isEmpty && span.upperBound <= labels.count)
    }
  }

  private static let smallModel = small()
  private static let sentence = Result {
    try lists.get().features(
      of: NormalizedText("Инвентара Выдуманная живёт в Примере, I am Nobody."), groups: .none)
  }

  private static func small() -> TaggerModel {
    let rows = (0..<256).map { SIMD8<Int8>(repeating: Int8(truncatingIfNeeded: $0)) }
    let steps = (0..<TaggerLabel.count).map { SIMD8<Int16>(repeating: Int16($0)) }
    return TaggerModel(
      bits: 8, rows: rows, steps: steps, limits: .init(doubtful: 1, sure: 2, pointed: 0),
      inputs: [UInt8](repeating: 1, count: 32), note: "invented")
  }

  private static func check(_ marks: [RedactionMark], in text: String) {
    var end = 0
    for mark in marks {
      precondition(mark.range.lowerBound >= end && !mark.range.isEmpty, "in order, and apart")
      end = mark.range.upperBound
    }
    precondition(end <= text.unicodeScalars.count)
  }

  private static let config = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Config").standardizedFileURL

  private static let teller = Result {
    let weights = config.appending(path: "languages/letters.weights")
    return try LanguageIdentifier(weights: Array(Data(contentsOf: weights)))
  }

  private static let lists = Result {
    let folder = config.appending(path: "redaction")
    var texts: [String: String] = [:]
    for file in RedactionLists.files {
      texts[file] = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    let tagger = try Data(contentsOf: folder.appending(path: "tagger.bin"))
    return try RedactionLists(texts: texts, tagger: Array(tagger))
  }

  private static let redactor = Result { Redactor(lists: try lists.get()) }
}
