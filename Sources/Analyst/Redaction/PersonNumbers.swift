// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Gives the same number to mentions of the same person within one text.
///
/// Two mentions are one person when their given names agree and their surnames do not differ, or
/// when only surnames are there and agree. Numbers follow the first appearance.
struct PersonNumbers {
  private struct Person {
    var given: Set<String> = []
    var surnames: Set<String> = []
    var others: Set<String> = []
  }

  let lists: RedactionLists
  private var people: [Person] = []

  init(lists: RedactionLists) {
    self.lists = lists
  }

  /// The number for the words of one mark.
  mutating func number(of words: [Word]) -> Int {
    let person = person(of: words)
    guard let known = people.firstIndex(where: { isSame($0, person) }) else {
      people.append(person)
      return people.count
    }
    people[known].given.formUnion(person.given)
    people[known].surnames.formUnion(person.surnames)
    people[known].others.formUnion(person.others)
    return known + 1
  }

  private func person(of words: [Word]) -> Person {
    let shape = SurnameShape(lists: lists)
    var person = Person()
    for word in words where word.skeleton.utf8.count > 2 {
      if let name = lists.names.entry(for: word.skeleton) {
        person.given.insert(name.base)
      } else if shape.isPatronymic(word.skeleton) {
        continue
      } else if let surname = shape.surname(word.skeleton), surname.strength != .besideNames {
        person.surnames.insert(surname.root)
      } else {
        person.others.insert(word.skeleton)
      }
    }
    return person
  }

  private func isSame(_ one: Person, _ other: Person) -> Bool {
    if !one.given.isEmpty, !other.given.isEmpty {
      let differ =
        !one.surnames.isEmpty && !other.surnames.isEmpty
        && one.surnames.isDisjoint(with: other.surnames)
      return !differ && !one.given.isDisjoint(with: other.given)
    }
    return !one.surnames.isDisjoint(with: other.surnames)
      || one.others.contains { name in other.others.contains { Self.isForm(name, $0) } }
  }

  /// Whether two unlisted names are one with different endings.
  private static func isForm(_ one: String, _ other: String) -> Bool {
    let common = zip(one, other).prefix { $0 == $1 }.count
    let longer = max(one.count, other.count)
    return one == other || common >= max(4, longer - 3) && common >= min(one.count, other.count) - 1
  }
}
