// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import ThematicCoding

/// The words that warn of distressing passages, and how long somebody should read at a time.
///
/// It warns the reader, nobody else: nothing is counted or stored by it. It knows words and not
/// meaning, so a passage may be distressing without them.
public struct DistressList: Sendable {
  /// A kind of distress, as the warning names it.
  public struct Subject: Equatable, Sendable {
    /// The name in the file.
    public let id: String
    /// What the warning says, English.
    public let name: String
  }

  /// When to remind of a pause, and when to lock.
  public struct Limits: Equatable, Sendable {
    /// Minutes of reading until the reminder; 0 for never.
    public let pauseMinutes: Int
    /// Distressing testimonies until the reminder; 0 for never.
    public let pauseAfter: Int
    /// Minutes without a key until the screen locks; 0 for never.
    public let lockMinutes: Int

    /// Takes the limits.
    public init(pauseMinutes: Int, pauseAfter: Int, lockMinutes: Int) {
      self.pauseMinutes = pauseMinutes
      self.pauseAfter = pauseAfter
      self.lockMinutes = lockMinutes
    }
  }

  private struct Cue: Sendable {
    let words: [CueWord]
    let subject: Int
  }

  /// The limits.
  public let limits: Limits
  /// The subjects, in the order of the file.
  public let subjects: [Subject]
  // By the first two letters of the first word: most words of a text are looked at once.
  private let cues: [[UInt8]: [Cue]]

  /// Reads `Config/distress.yaml` and refuses it whole at its first mistake.
  /// - Parameters:
  ///   - yaml: the text of the file; nothing is opened here.
  ///   - file: the name to show in mistakes.
  /// - Throws: the first `ConfigMistake`, with its line.
  public init(parsing yaml: String, file: String) throws(ConfigMistake) {
    var root = try ConfigNode(parsing: yaml, file: file).mapping()
    limits = Limits(
      pauseMinutes: try root.required("pause_minutes").integer(in: 0...240),
      pauseAfter: try root.required("pause_after").integer(in: 0...1_000),
      lockMinutes: try root.required("lock_minutes").integer(in: 0...240))
    var (subjects, cues) = ([Subject](), [[UInt8]: [Cue]]())
    for node in try root.required("subjects").list() {
      var mapping = try node.mapping()
      subjects.append(
        Subject(
          id: try mapping.required("id").nonEmptyString(),
          name: try mapping.required("name").nonEmptyString()))
      var byLanguage = try mapping.required("words").mapping()
      try mapping.finish()
      for (_, list) in byLanguage.all() {
        for node in try list.list() {
          let words = try Self.words(node)
          cues[Self.beginning(words[0].letters), default: []].append(
            Cue(words: words, subject: subjects.count - 1))
        }
      }
    }
    try root.finish()
    self.subjects = subjects
    self.cues = cues
  }

  private static func words(_ node: ConfigNode) throws(ConfigMistake) -> [CueWord] {
    let cue = try node.nonEmptyString()
    do { return try CueWord.words(of: cue) } catch { throw node.mistake(error.advice) }
  }

  private static func beginning(_ letters: some Collection<UInt8>) -> [UInt8] {
    Array(letters.prefix(2))
  }

  /// Which subjects a sentence has words of, in the order of the file.
  public func subjects(in sentence: String) -> [Subject] {
    let text = FoldedText(Array(sentence.unicodeScalars))
    var found: Set<Int> = []
    for index in text.words.indices {
      let letters = text.letters[text.words[index].letters]
      for cue in cues[Self.beginning(letters)] ?? [] where matches(cue, at: index, in: text) {
        found.insert(cue.subject)
      }
    }
    return found.sorted().map { subjects[$0] }
  }

  private func matches(_ cue: Cue, at index: Int, in text: FoldedText) -> Bool {
    guard index + cue.words.count <= text.words.count else { return false }
    return zip(cue.words, text.words[index...]).allSatisfy { cue, word in
      cue.matches(text.letters[word.letters])
    }
  }
}
