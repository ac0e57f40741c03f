// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// The testimonies that may be counted, and who named what.
struct Cohort {
  let contributors: [[UInt8]]
  private let byTheme: [String: [[UInt8]]]

  init(_ coded: [CodedTestimony]) {
    // Sorted once here: sorting what is sorted is cheap later, for every theme.
    let counted = coded.filter { Self.mayBeCounted($0.permission) }
      .sorted { $0.id.lexicographicallyPrecedes($1.id) }
    var byTheme: [String: [[UInt8]]] = [:]
    for testimony in counted {
      for theme in testimony.themes { byTheme[theme, default: []].append(testimony.id) }
    }
    contributors = counted.map(\.id)
    self.byTheme = byTheme
  }

  var total: Int { contributors.count }

  func contributors(to theme: String) -> [[UInt8]] { byTheme[theme] ?? [] }

  // No default: a new permission has to be decided here.
  private static func mayBeCounted(_ permission: Permission) -> Bool {
    switch permission {
    case .readOnly: false
    case .count, .retell, .quote: true
    }
  }
}
