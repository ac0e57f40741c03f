// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Recognises surnames and patronymics by their endings.
struct SurnameShape {
  let lists: RedactionLists

  enum Strength { case certain, likely, besideNames }

  /// A surname without case and gender, such as `rahimov` for Рахимовой, and how sure it is alone.
  func surname(_ skeleton: String) -> (root: String, strength: Strength)? {
    if let listed = lists.surnames.entry(for: skeleton) { return (listed.base, .certain) }
    if let root = ovRoot(skeleton) {
      let stem = String(root.dropLast(2))
      let isNamed =
        stem.utf8.count > 3
        && (lists.names.exactly(stem) != nil || lists.names.exactly(stem + "i") != nil
          || lists.names.exactly(stem + "a") != nil)
      if isNamed || lists.surnames.exactly(root) != nil { return (root, .certain) }
      return (root, .likely)
    }
    if let root = zodaRoot(skeleton) { return (root, .likely) }
    return besideRoot(skeleton).map { ($0, .besideNames) }
  }

  /// Митрохина, Вельминский, Петренко, in small letters after a given name.
  func isRussian(_ word: Word) -> Bool {
    !word.isLatin && word.skeleton.utf8.count >= 6
      && lists.surnameEndings.russian.contains { word.skeleton.hasSuffix($0) }
  }

  /// Иванович, Ивановной, Raximovich.
  func isPatronymic(_ skeleton: String) -> Bool {
    let endings = lists.surnameEndings
    return endings.patronymics.contains { middle in
      guard let range = skeleton.lastRange(of: middle), range > 2 else { return false }
      return endings.patronymicCases.contains(String(skeleton.dropFirst(range + middle.count)))
    }
  }

  private func ovRoot(_ skeleton: String) -> String? {
    guard skeleton.utf8.count >= 5 else { return nil }
    for ending in lists.surnameEndings.cases where skeleton.hasSuffix(ending) {
      let root = skeleton.dropLast(ending.count)
      if root.utf8.count >= 5, root.hasSuffix("ov") || root.hasSuffix("ev") { return String(root) }
    }
    return nil
  }

  private func zodaRoot(_ skeleton: String) -> String? {
    for middle in lists.surnameEndings.children {
      guard let range = skeleton.lastRange(of: middle), range > 2 else { continue }
      let ending = skeleton.dropFirst(range + middle.count)
      if ending.count <= 4 { return String(skeleton.prefix(range)) + "zoda" }
    }
    return nil
  }

  /// Endings that ordinary words share: only beside a given name or initials.
  private func besideRoot(_ skeleton: String) -> String? {
    for ending in lists.surnameEndings.besideNames where skeleton.hasSuffix(ending) {
      let root = skeleton.dropLast(ending.count)
      if root.utf8.count >= 4 { return String(root) }
    }
    return nil
  }
}

extension String {
  /// Where a part last begins, in characters.
  fileprivate func lastRange(of part: String) -> Int? {
    let whole = Array(utf8)
    let part = Array(part.utf8)
    guard whole.count >= part.count else { return nil }
    return stride(from: whole.count - part.count, through: 0, by: -1).first { start in
      whole[start..<(start + part.count)].elementsEqual(part)
    }
  }
}

/// The endings that make a word a surname or a patronymic.
struct SurnameEndings: Sendable {
  let patronymics: [String]
  let patronymicCases: [String]
  let cases: [String]
  let children: [String]
  let besideNames: [String]
  let russian: [String]

  init(_ words: WordTables) {
    patronymics = words.list(.patronymics)
    patronymicCases = words.list(.patronymicCases)
    cases = words.list(.surnameCases)
    children = words.list(.childSurnames)
    besideNames = words.list(.surnamesBesideNames)
    russian = words.list(.russianSurnames)
  }
}
