// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Words that no language has: `ali_uae`, `qwerty123`, and long keys such as wallets.
///
/// Names in networks and passwords, doubtful, where no word beside them says what they are. What is
/// counted or dated glued together (`5kg`, `2020yilda`) begins with its digits and stays.
struct TokenRule: RedactionRule {
  private let ordinary: Beginnings
  private let whole: Set<String>

  init(lists: RedactionLists) {
    ordinary = Beginnings(lists.identifiers.list(.tokenWords))
    whole = Set(lists.identifiers.list(.wholeTokenWords))
  }

  var kind: RedactionKind { .handle }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    tokens(in: text).compactMap { token in
      // Digits that stand for words are no part of a name.
      guard !text.spoken.touch(token) else { return nil }
      if isKey(token, in: text) { return text.mark(token, .account, .doubtful, by: "token") }
      return isHandle(token, in: text) ? text.mark(token, .handle, .doubtful, by: "token") : nil
    }
  }

  /// Rows of letters, digits and underscores, without underscores at their ends.
  private func tokens(in text: NormalizedText) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    var (start, end): (Int?, Int) = (nil, 0)
    for index in text.scalars.indices {
      let scalar = text.scalars[index]
      if scalar.isPlainLetter || scalar.isPlainDigit {
        (start, end) = (start ?? index, index + 1)
      } else if scalar != "_", let from = start {
        tokens.append(from..<end)
        start = nil
      }
    }
    if let from = start { tokens.append(from..<end) }
    return tokens.filter { $0.count > 4 }
  }

  /// Twenty letters and digits: the number of a wallet or an account.
  private func isKey(_ token: Range<Int>, in text: NormalizedText) -> Bool {
    let scalars = text.scalars[token]
    return token.count >= 20 && scalars.allSatisfy { $0.isASCII && $0 != "_" }
      && scalars.count { $0.isPlainDigit } >= 2 && scalars.contains(where: \.isPlainLetter)
  }

  private func isHandle(_ token: Range<Int>, in text: NormalizedText) -> Bool {
    let scalars = text.scalars[token]
    let letters = scalars.count { $0.isPlainLetter }
    if scalars.contains("_") { return letters >= 3 }
    guard token.count >= 6, letters >= 3, letters + 1 < token.count,
      scalars.allSatisfy(\.isASCII), scalars.first?.isPlainLetter == true
    else { return false }
    let word = Skeleton.of(scalars.prefix { $0.isPlainLetter })
    let isAlone = scalars.drop { $0.isPlainLetter }.allSatisfy(\.isPlainDigit)
    return !ordinary.contains(word) && !(isAlone && whole.contains(word))
  }
}
