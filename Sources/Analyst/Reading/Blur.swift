// SPDX-License-Identifier: Apache-2.0

/// Which sentences of a page are drawn as ░ until the reader wants to see them.
struct Blur: Sendable {
  /// The sentences with distressing words.
  let sentences: [Passage]
  /// What they are about, each once.
  let subjects: [DistressList.Subject]
  private var revealed: Set<Passage> = []
  private var isOn: Bool

  init(_ page: PageText, _ list: DistressList, isOn: Bool) {
    var (sentences, found) = ([Passage](), Set<String>())
    for sentence in page.sentences {
      let subjects = list.subjects(in: page.text(of: sentence))
      guard !subjects.isEmpty else { continue }
      sentences.append(sentence)
      found.formUnion(subjects.map(\.id))
    }
    self.sentences = sentences
    subjects = list.subjects.filter { found.contains($0.id) }
    self.isOn = isOn
  }

  /// Whether anything is hidden now.
  var hidesSomething: Bool { isOn && !revealed.isSuperset(of: sentences) }

  func hides(_ passage: Passage) -> Bool {
    isOn && sentences.contains { $0.overlaps(passage) && !revealed.contains($0) }
  }

  /// Shows the sentence at a place; where none is hidden there, all of the page.
  mutating func reveal(at place: Passage?) {
    let here = sentences.filter { sentence in
      place.map { $0.overlaps(sentence) } == true && !revealed.contains(sentence)
    }
    revealed.formUnion(here.isEmpty ? sentences : here)
  }

  mutating func turnOff() { isOn = false }

  /// What is said before a testimony, or nil where nothing is.
  var warning: String? {
    guard isOn, !sentences.isEmpty else { return nil }
    return Self.told(subjects, in: sentences.count, "sentence")
  }

  static func told(_ subjects: [DistressList.Subject], in count: Int, _ kind: String) -> String {
    let names = subjects.map(\.name).joined(separator: ", ")
    let what = count == 1 ? "One \(kind) speaks" : "\(count) \(kind)s speak"
    return "\(what) of: \(names)."
  }

  /// What is said where words are left out, and what brings them.
  static func leftOut(_ count: Int, _ way: String) -> String {
    count == 1 ? "It is left out; \(way) brings it." : "They are left out; \(way) brings them."
  }
}
