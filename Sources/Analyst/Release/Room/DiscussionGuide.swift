// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import ThematicCoding

/// Questions that help a facilitator to turn a theme into a decision.
///
/// Read from Config/discussion.yaml. None asks a person in the room for their own story.
public struct DiscussionGuide: Sendable {
  private let opening: [LocalizedText]
  private let themes: [String: [LocalizedText]]

  /// Reads a guide; every theme of the codebook has questions, and no other has.
  /// - Parameters:
  ///   - yaml: the text of the file; nothing is opened here.
  ///   - file: the name to show in mistakes.
  ///   - codebook: the themes in force.
  /// - Throws: the first mistake, with file and line.
  public init(parsing yaml: String, file: String, codebook: Codebook) throws(ConfigMistake) {
    var root = try ConfigNode(parsing: yaml, file: file).mapping()
    opening = try Self.questions(try root.required("opening"))
    var keys = try root.required("themes").mapping()
    var themes: [String: [LocalizedText]] = [:]
    for theme in codebook.themes {
      themes[theme.id] = try Self.questions(try keys.required(theme.id))
    }
    try keys.finish()
    try root.finish()
    self.themes = themes
  }

  func opening(in language: Language) -> [String] { opening.map { $0[language] } }

  func questions(on theme: String, in language: Language) -> [String] {
    (themes[theme] ?? []).map { $0[language] }
  }

  private static func questions(_ node: ConfigNode) throws(ConfigMistake) -> [LocalizedText] {
    let nodes = try node.list()
    guard (1...5).contains(nodes.count) else { throw node.mistake("1 to 5 questions") }
    var questions: [LocalizedText] = []
    for child in nodes { questions.append(try LocalizedText(child)) }
    return questions
  }
}
