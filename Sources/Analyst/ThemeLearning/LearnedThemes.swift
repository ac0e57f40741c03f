// SPDX-License-Identifier: Apache-2.0

public import ThematicCoding

/// Joins what cue words propose with what was learned from the analysts' own decisions.
///
/// Cues work from the first testimony on. Once people have decided on enough, their decisions count more
/// than our lists: a theme that they mostly took away is no longer proposed for its cue alone, and one
/// that they often added is proposed without any cue.
public struct LearnedThemes: Sendable {
  /// From so many decided testimonies on, decisions speak.
  public static let fewestDecided = 20
  /// So many decided testimonies come between two learnings, once learning is not instant any more.
  private static let pause = 10
  private static let mostForInstant = 200
  /// Under this a cue's proposal is left out.
  private static let unlikely = 0.1
  private static let mostReasons = 3

  private var texts: [CodedText]
  private var model: ThemeModel?

  /// Learns from what was decided so far, in any order.
  public init(_ decided: [CodedText]) {
    texts = decided
    if texts.count >= Self.fewestDecided { model = ThemeModel(texts) }
  }

  /// How many decided testimonies it knows.
  public var count: Int { texts.count }

  /// Learns from one more decision: at once for the first 200, then ten at a time.
  public mutating func learn(_ text: CodedText) {
    texts.append(text)
    guard texts.count >= Self.fewestDecided else { return }
    if texts.count <= Self.mostForInstant || texts.count.isMultiple(of: Self.pause) {
      model = ThemeModel(texts)
    }
  }

  /// What to propose for a redacted text, in the order of the codebook.
  ///
  /// `cues` is what the codebook's cues and ticked choices propose for it.
  public func proposals(
    for text: String, cues: [ThemeProposal], codebook: Codebook
  ) -> [ThemeProposal] {
    guard let model, !text.isEmpty else { return cues }
    let judged = Dictionary(uniqueKeysWithValues: model.judge(text).map { ($0.code, $0) })
    let byTheme = Dictionary(uniqueKeysWithValues: cues.map { ($0.theme, $0) })
    return codebook.themes.compactMap { theme in
      guard let judgement = judged[theme.id] else { return byTheme[theme.id] }
      return proposal(judgement, byTheme[theme.id], text, model)
    }
  }

  private func proposal(
    _ judgement: CodeJudgement, _ cued: ThemeProposal?, _ text: String, _ model: ThemeModel
  ) -> ThemeProposal? {
    let isTicked = cued?.evidence.contains { if case .choice = $0 { true } else { false } } ?? false
    let isLikely = judgement.probability >= Self.unlikely
    guard isTicked || judgement.isProposed || (cued != nil && isLikely) else { return nil }
    let learned = ThemeEvidence.learned(
      words: words(for: judgement.code, in: text, model),
      percent: Int((judgement.probability * 100).rounded()))
    return ThemeProposal(theme: judgement.code, evidence: (cued?.evidence ?? []) + [learned])
  }

  private func words(for code: String, in text: String, _ model: ThemeModel) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return model.reasons(for: code, in: text, most: Self.mostReasons).map {
      String(String.UnicodeScalarView(scalars[$0.range]))
    }
  }
}
