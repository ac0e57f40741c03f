// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of passports, certificates and taxpayers, and of car plates.
///
/// Knows the shapes of Tajikistan (a letter and 7 to 9 digits), Uzbekistan (two letters and 7),
/// Russia (4 and 6), INN (12), PINFL (14), SNILS (3-3-3 2), and any number close after a word such
/// as `паспорт`; an INN of 9 or 10 digits without that word is left to the other number rules.
struct DocumentNumberRule: RedactionRule {
  private let plateShapes: Set<String>
  private let documents: [String]
  private let shortNames: Set<String>

  init(words: WordTables) {
    plateShapes = words.set(.plates)
    documents = words.list(.documents)
    shortNames = words.set(.shortDocuments)
  }

  var kind: RedactionKind { .document }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    named(in: text) + lettered(in: text) + plates(in: text)
      + text.windows(upTo: 14) { window in
        guard let first = window.groups.first else { return false }
        return !window.hasPlus && text.lettersBefore(first.lowerBound) == 0 && hasShape(window)
      }
      .map { text.mark($0, .document, .sure, by: "document number") }
  }

  private func hasShape(_ number: NumberWindow) -> Bool {
    switch number.sizes {
    case [4, 6], [2, 2, 6], [3, 3, 3, 2]: true
    case [12], [14]: true
    default: false
    }
  }

  /// `A 1234567`, `AA1234567`, `АВ № 123456789`.
  private func lettered(in text: NormalizedText) -> [RedactionMark] {
    text.numbers.flatMap(\.groups).compactMap { group in
      guard (7...9).contains(group.count) else { return nil }
      guard let index = text.lastWord(upTo: group.lowerBound) else { return nil }
      let word = text.words[index].range
      guard word.count <= 2, text.gap(word.upperBound, group.lowerBound, only: signs, upTo: 3)
      else { return nil }
      let isTight = word.upperBound == group.lowerBound
      guard isTight || text.words[index].isCapitalised else { return nil }
      return text.mark(word.lowerBound..<group.upperBound, .document, .sure, by: "document number")
    }
  }

  /// The first number within four words after a word for a document.
  private func named(in text: NormalizedText) -> [RedactionMark] {
    let names = text.words.indices.filter { isDocument(text.words[$0]) }
    return names.compactMap { name in
      let from = text.words[name].range.upperBound
      let to = text.words.dropFirst(name + 5).first?.range.lowerBound ?? text.scalars.count
      let near = text.numbers.first { run in
        (run.groups.first?.lowerBound ?? 0) >= from && (run.groups.last?.upperBound ?? 0) <= to
      }
      guard let run = near, let first = run.groups.first, let last = run.groups.last,
        run.groups.reduce(0, { $0 + $1.count }) >= 5, isNumber(run),
        !text.scalars[from..<first.lowerBound].contains(where: {
          ".!?\n".unicodeScalars.contains($0)
        })
      else { return nil }
      return text.mark(first.lowerBound..<last.upperBound, .document, .sure, by: "document number")
    }
  }

  private func isNumber(_ run: NumberRun) -> Bool { run.groups.contains { $0.count >= 4 } }

  private func isDocument(_ word: Word) -> Bool {
    // Three letters at least: the skeleton of ИНН is also that of the English "in".
    word.range.count > 2 && shortNames.contains(word.skeleton)
      || documents.contains { word.skeleton.hasPrefix($0) }
  }

  /// Plates without spaces: 1234AB01 (TJ), А123ВС77 (RU), 01A123BC (UZ).
  private func plates(in text: NormalizedText) -> [RedactionMark] {
    text.words.filter { $0.range.count <= 3 }.compactMap { word in
      var range = word.range
      while range.lowerBound > 0, isPlate(text.scalars[range.lowerBound - 1]) {
        range = (range.lowerBound - 1)..<range.upperBound
      }
      while range.upperBound < text.scalars.count, isPlate(text.scalars[range.upperBound]) {
        range = range.lowerBound..<(range.upperBound + 1)
      }
      guard (8...9).contains(range.count) else { return nil }
      let shape = String(text.scalars[range].map { $0.isPlainDigit ? "9" : "A" as Character })
      return plateShapes.contains(shape)
        ? text.mark(range, .document, .sure, by: "document number") : nil
    }
  }

  private func isPlate(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isPlainDigit || scalar.isPlainLetter
  }
}

private let signs: Set<Unicode.Scalar> = [" ", "№", "-", "#"]
