// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// The testimonies that may be counted, and who named what.
struct Cohort {
  let contributors: [[UInt8]]
  private let byTheme: [String: [[UInt8]]]
  private let byFact: [String: [String: [[UInt8]]]]

  init(_ coded: [CodedTestimony], facts: [FactVariable] = []) {
    // Sorted once here: sorting what is sorted is cheap later, for every theme.
    let counted = coded.filter { Self.mayBeCounted($0.permission) }
      .sorted { $0.id.lexicographicallyPrecedes($1.id) }
    var byTheme: [String: [[UInt8]]] = [:]
    for testimony in counted {
      for theme in testimony.themes { byTheme[theme, default: []].append(testimony.id) }
    }
    contributors = counted.map(\.id)
    self.byTheme = byTheme
    byFact = Self.grouped(counted, by: facts)
  }

  var total: Int { contributors.count }

  func contributors(to theme: String) -> [[UInt8]] { byTheme[theme] ?? [] }

  func contributors(to fact: String, category: String) -> [[UInt8]] {
    byFact[fact]?[category] ?? []
  }

  private static func grouped(
    _ counted: [CodedTestimony], by facts: [FactVariable]
  ) -> [String: [String: [[UInt8]]]] {
    var groups: [String: [String: [[UInt8]]]] = [:]
    for fact in facts {
      for testimony in counted {
        let category = testimony.facts[fact.id] ?? FactVariable.notStated
        groups[fact.id, default: [:]][category, default: []].append(testimony.id)
      }
    }
    return groups
  }

  // No default: a new permission has to be decided here.
  static func mayBeCounted(_ permission: Permission) -> Bool {
    switch permission {
    case .readOnly: false
    case .count, .retell, .quote: true
    }
  }
}
