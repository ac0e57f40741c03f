// SPDX-License-Identifier: Apache-2.0

import Languages
public import Redaction
import ThematicCoding

/// Finds what many texts say and the codebook has no theme for; a person decides what it is.
public struct ThemeFinder: Sendable {
  private let texts: [String]
  private let writers: [Int]
  private let groups: TextGroups?

  /// The fewest texts among which groups are sought.
  public static let fewestTexts = 20

  /// Prepares redacted texts.
  /// - Parameters:
  ///   - texts: what is to be grouped; one for each answer.
  ///   - writers: whose each text is, by any number; else each is somebody's own.
  ///   - vectors: one for each text from the model pack; nil where there is none, and words alone have to do.
  ///   - languages: the language of each text where it is known; else groups would be of one language each.
  ///   - seed: for every choice at random; the same gives the same groups.
  public init(
    _ texts: [RedactedText], writers: [Int]? = nil, vectors: [[Float]]? = nil,
    languages: [String?] = [], seed: UInt64 = 20_210_730
  ) {
    self.texts = texts.map(\.text)
    self.writers = writers ?? Array(texts.indices)
    guard texts.count >= Self.fewestTexts else {
      groups = nil
      return
    }
    let own = vectors ?? TextGroups.latentVectors(of: self.texts, seed: seed)
    groups = TextGroups(own, kinds: languages, seed: seed)
  }

  /// What comes again in samples of the texts; no themes where nothing does.
  /// - Parameter count: into how many groups to part; nil to take the finest parting that is stable.
  /// - Returns: the proposals, largest first.
  public func find(groups count: Int? = nil) -> Discovery {
    let parting = count.flatMap { count in groups?.parted(into: count) } ?? groups?.parted()
    guard let parting else { return Discovery(themes: [], texts: texts.count, agreement: 0) }
    let typical = TypicalWords(texts, groups: parting.groups, writers: writers)
    let themes = parting.stable.compactMap { group -> DiscoveredTheme? in
      let members = parting.members(of: group)
      guard isOfMany(members) else { return nil }
      let words = typical.words(of: group)
      return DiscoveredTheme(
        members: members, stability: parting.stability[group], words: words,
        passages: Passages.typical(of: members, in: texts, words: words))
    }
    return Discovery(themes: themes, texts: texts.count, agreement: parting.agreement)
  }

  /// What few women say in several answers each is theirs, and no theme of many.
  private func isOfMany(_ members: [Int]) -> Bool {
    Set(members.map { writers[$0] }).count >= Parting.fewest
  }

  /// Typical words for some of the texts beside all others, for groups that a person joined or parted.
  /// - Parameter members: positions of texts.
  /// - Returns: the words, the most telling first.
  public func words(of members: [Int]) -> [String] {
    let own = Set(members)
    let groups = texts.indices.map { own.contains($0) ? 1 : 0 }
    return TypicalWords(texts, groups: groups, writers: writers).words(of: 1)
  }

  /// More of the sentences that are typical of a theme.
  public func passages(of theme: DiscoveredTheme, most: Int) -> [TypicalPassage] {
    Passages.typical(of: theme.members, in: texts, words: theme.words, most: most)
  }

  /// A theme of all that two themes hold.
  /// - Returns: the joined theme; without a stability, since nobody has seen the whole of it come again.
  public func joined(_ one: DiscoveredTheme, _ other: DiscoveredTheme) -> DiscoveredTheme {
    // In turn, so that the most typical of both stand first.
    let most = max(one.members.count, other.members.count)
    let members = (0..<most).flatMap { index in
      [one, other].compactMap { index < $0.members.count ? $0.members[index] : nil }
    }
    return theme(of: members, stability: nil)
  }

  /// A theme parted in two, or nil where it is too small for that.
  /// - Returns: both parts, or none where they do not come again beyond chance, or few women wrote one of them.
  public func parted(_ theme: DiscoveredTheme) -> [DiscoveredTheme]? {
    guard theme.members.count >= 2 * Parting.fewest, let groups else { return nil }
    let parting = groups.parted(theme.members)
    guard parting.agreement >= Parting.leastAgreementOfTwo else { return [] }
    let parts = parting.stable.map { group in
      self.theme(
        of: parting.members(of: group).map { theme.members[$0] },
        stability: parting.stability[group])
    }
    // One part alone would leave the rest under no name, or under one that does not hold.
    return parts.count == 2 && parts.allSatisfy { isOfMany($0.members) } ? parts : []
  }

  private func theme(of members: [Int], stability: Double?) -> DiscoveredTheme {
    let words = words(of: members)
    return DiscoveredTheme(
      members: members, stability: stability, words: words,
      passages: Passages.typical(of: members, in: texts, words: words))
  }
}
