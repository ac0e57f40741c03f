// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Addresses of pages: `http://`, `www.`, `t.me/`, and bare names such as `vk.com/id1`.
struct LinkRule: RedactionRule {
  private let schemes: [String]
  private let topDomains: Set<String>
  private let pathDomains: Set<String>

  init(words: WordTables) {
    schemes = words.list(.schemes)
    topDomains = words.set(.domains)
    pathDomains = words.set(.pathDomains)
  }

  var kind: RedactionKind { .link }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let starts = text.scalars.indices.filter { $0 == 0 || isBreak(text.scalars[$0 - 1]) }
    return starts.compactMap { start in
      let token = token(from: start, in: text)
      guard token.count >= 4 else { return nil }
      let scalars = text.scalars[token]
      return isLink(scalars) ? text.mark(token, .link, .sure, by: "link") : nil
    }
  }

  private func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    " \n()<>\"«»[],;\u{FFFC}".unicodeScalars.contains(scalar)
  }

  private func token(from start: Int, in text: NormalizedText) -> Range<Int> {
    var end = start
    while end < text.scalars.count, !isBreak(text.scalars[end]) { end += 1 }
    while end > start, ".!?:'".unicodeScalars.contains(text.scalars[end - 1]) { end -= 1 }
    return start..<end
  }

  private func isLink(_ token: ArraySlice<Unicode.Scalar>) -> Bool {
    guard token.contains(".") || token.contains("/") else { return false }
    let string = String(String.UnicodeScalarView(token))
    if schemes.contains(where: { string.contains($0) }) { return true }
    guard !string.contains("@") else { return false }
    let parts = string.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let labels = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, labels.allSatisfy(isLabel) else { return false }
    return topDomains.contains(String(top))
      || (parts.count == 2 && pathDomains.contains(String(top)))
  }

  private func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty
      && label.unicodeScalars.allSatisfy { $0.isPlainLetter || $0.isPlainDigit || $0 == "-" }
  }
}
