// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Names in messengers and social networks: `@name`, or the network's name with one after it.
///
/// After a network's name, a word counts when it has a digit, dot or underscore inside, when a
/// colon stands before it, or when it is Latin in a Cyrillic sentence.
struct HandleRule: RedactionRule {
  private let networks: [String]
  private let shortNetworks: Set<String>

  init(words: WordTables) {
    networks = words.list(.networks)
    shortNetworks = words.set(.shortNetworks)
  }

  var kind: RedactionKind { .handle }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    signed(in: text).map { text.mark($0, .handle, .sure, by: "handle") } + named(in: text)
  }

  private func signed(in text: NormalizedText) -> [Range<Int>] {
    text.scalars.indices.compactMap { index in
      guard text.scalars[index] == "@" else { return nil }
      let token = text.handleToken(from: index + 1)
      return token.count >= 3 ? index..<token.upperBound : nil
    }
  }

  private func named(in text: NormalizedText) -> [RedactionMark] {
    text.words.compactMap { word in
      guard isNetwork(word.skeleton) else { return nil }
      var start = word.range.upperBound
      while start < text.scalars.count, joiners.contains(text.scalars[start]) { start += 1 }
      let between = text.scalars[word.range.upperBound..<start]
      guard !between.isEmpty, between.count <= 4 else { return nil }
      let token = text.handleToken(from: start)
      guard token.count >= 3 else { return nil }
      return mark(token, after: word, isNamed: between.contains(":"), in: text)
    }
  }

  private func mark(
    _ token: Range<Int>, after network: Word, isNamed: Bool, in text: NormalizedText
  ) -> RedactionMark? {
    let scalars = text.scalars[token]
    let isSigned = scalars.contains { $0.isPlainDigit || $0 == "_" || $0 == "." }
    if isSigned || isNamed { return text.mark(token, .handle, .sure, by: "handle") }
    let isForeign = !network.isLatin && scalars.allSatisfy { $0.isASCII }
    return isForeign ? text.mark(token, .handle, .doubtful, by: "handle") : nil
  }

  private func isNetwork(_ skeleton: String) -> Bool {
    shortNetworks.contains(skeleton) || networks.contains { skeleton.hasPrefix($0) }
  }
}

extension NormalizedText {
  fileprivate func handleToken(from start: Int) -> Range<Int> {
    var end = start
    while end < scalars.count, isHandle(scalars[end]) { end += 1 }
    while end > start, scalars[end - 1] == "." || scalars[end - 1] == "-" { end -= 1 }
    return start..<end
  }

  private func isHandle(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isPlainLetter || scalar.isPlainDigit || scalar == "_" || scalar == "." || scalar == "-"
  }
}

private let joiners: Set<Unicode.Scalar> = [" ", ":", "-", "@", "(", "\""]
