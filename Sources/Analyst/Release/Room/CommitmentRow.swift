// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import OfficeDocuments
import ThematicCoding

/// One row of the sheet of promises, while it is read.
struct CommitmentRow {
  let fields: [String: String]
  let file: String
  let line: Int

  func mistake(_ message: String) -> ConfigMistake {
    ConfigMistake(file: file, line: line, message: message)
  }

  func id() throws(ConfigMistake) -> String {
    let id = try text("id").lowercased()
    let isName = id.utf8.allSatisfy {
      (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
    }
    guard (1...40).contains(id.utf8.count), isName else {
      throw mistake("id: a short name of a-z, 0-9 and -, such as interpreters-1")
    }
    return id
  }

  func step() throws(ConfigMistake) -> Commitment.Step {
    let written = try text("status")
    guard let status = Commitment.Status(rawValue: written) else {
      let all = Commitment.Status.allCases.map(\.rawValue).joined(separator: ", ")
      throw mistake("status: one of \(all), not “\(written)”")
    }
    guard let day = try self.day("day") else { throw mistake("day: is missing") }
    let note = try spoken("note")
    guard status != .notPossible || !note.isEmpty else {
      throw mistake("note: what is not possible needs a reason")
    }
    return Commitment.Step(day: day, status: status, note: note)
  }

  func first(
    _ id: String, _ step: Commitment.Step, _ codebook: Codebook
  ) throws(ConfigMistake) -> Commitment {
    let theme = try text("theme")
    guard theme.isEmpty || codebook[theme] != nil else {
      throw mistake("theme: the codebook has no “\(theme)”; its id, or nothing")
    }
    let (promise, owner) = (try spoken("promise"), try spoken("owner"))
    guard !promise.isEmpty else { throw mistake("promise: needs words in one language at least") }
    guard !owner.isEmpty else { throw mistake("owner: needs words in one language at least") }
    return Commitment(
      id: id, theme: theme.isEmpty ? nil : theme, promise: promise, owner: owner,
      by: try day("by"), steps: [step])
  }

  /// A later row may leave out what stays the same.
  func next(
    after earlier: Commitment, _ step: Commitment.Step
  ) throws(ConfigMistake) -> Commitment {
    let (promise, owner) = (try spoken("promise"), try spoken("owner"))
    return Commitment(
      id: earlier.id, theme: earlier.theme, promise: promise.isEmpty ? earlier.promise : promise,
      owner: owner.isEmpty ? earlier.owner : owner, by: try day("by") ?? earlier.by,
      steps: earlier.steps + [step])
  }

  private func spoken(_ name: String) throws(ConfigMistake) -> TypedText {
    var texts: [Language: String] = [:]
    for language in Language.allCases {
      let words = try text("\(name)_\(language.rawValue)")
      if words.contains(where: { !$0.isWhitespace }) { texts[language] = words }
    }
    return TypedText(texts: texts)
  }

  private func day(_ name: String) throws(ConfigMistake) -> String? {
    let written = try text(name)
    guard !written.isEmpty else { return nil }
    guard CalendarDay(written) != nil else {
      throw mistake("\(name): write the day as 2026-03-01, not “\(written)”")
    }
    return written
  }

  private func text(_ name: String) throws(ConfigMistake) -> String {
    let text = SheetText.unguarded(CleanText.of(fields[name] ?? ""))
    guard text.count <= CommitmentSheet.mostCharacters else {
      throw mistake("\(name): at most \(CommitmentSheet.mostCharacters) characters")
    }
    return text
  }
}
