// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// A coarse fact of which one choice is ticked, with all its choices.
///
/// The choices stand in the policy and not in the data: a choice that nobody ticked has to be as
/// hidden as one that three people ticked, and two ways of cutting the same fact could be subtracted.
public struct FactVariable: Equatable, Sendable {
  /// What stands for people who ticked nothing.
  public static let notStated = "not_stated"

  /// The fact's id in the form.
  public let id: String
  /// The ids of its choices, then ``notStated``.
  public let categories: [String]

  /// A fact with its choices.
  init(id: String, choices: [String]) {
    self.id = id
    categories = choices + [Self.notStated]
  }

  static func list(_ node: ConfigNode) throws(ConfigMistake) -> [FactVariable] {
    var facts = try node.mapping()
    var list: [FactVariable] = []
    for (id, value) in facts.all() {
      let choices = try value.strings()
      guard choices.count >= 2, Set(choices + [notStated]).count == choices.count + 1 else {
        throw value.mistake("needs two choices or more, each once")
      }
      list.append(FactVariable(id: id, choices: choices))
    }
    return list
  }
}
