// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// The words of a name from its first on: initials, capitalised words, and small ones between them.
///
/// `A.-M. van der Berg`, `Ibn Zela`, `Zela-Zela`: what a title or a naming word goes before.
struct NameRun {
  let lists: RedactionLists
  private let particles: Set<String>

  init(lists: RedactionLists) {
    self.lists = lists
    particles = lists.words.set(.nameParticles)
  }

  /// The indices of the name's words; empty when no name begins here.
  func words(from start: Int, in text: NormalizedText) -> [Int] {
    var run: [Int] = []
    var index = start
    while index < text.words.count, run.count < 7, isPart(index, isFirst: run.isEmpty, text),
      run.isEmpty || joins(index - 1, index, text)
    {
      run.append(index)
      index += 1
    }
    while let last = run.last, isParticle(last, text) { run.removeLast() }
    // Initials alone name nobody.
    return run.contains { text.words[$0].range.count > 1 } ? run : []
  }

  private func isPart(_ index: Int, isFirst: Bool, _ text: NormalizedText) -> Bool {
    let word = text.words[index]
    if isParticle(index, text) { return true }
    guard word.isCapitalised else { return false }
    return word.range.count == 1 || !lists.isKept(word)
  }

  private func isParticle(_ index: Int, _ text: NormalizedText) -> Bool {
    !text.words[index].isCapitalised && particles.contains(text.words[index].skeleton)
  }

  /// A dot only after an initial.
  private func joins(_ one: Int, _ next: Int, _ text: NormalizedText) -> Bool {
    let from = text.words[one]
    let signs: Set<Unicode.Scalar> = from.range.count == 1 ? [" ", ".", "-"] : [" ", "-"]
    return text.gap(
      from.range.upperBound, text.words[next].range.lowerBound, only: signs, upTo: 3)
  }
}
