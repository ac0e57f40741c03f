// SPDX-License-Identifier: Apache-2.0

/// How often each code was given, and how often each two together: for the analyst's own eyes.
///
/// These are exact figures of few people. Nothing here is released: Release has its own rules and its own types.
public struct CodeTable: Sendable {
  /// The codes, in the order of the codebook.
  public let codes: [String]
  /// How many coded testimonies there are.
  public let testimonies: Int
  /// How many of them have no code at all.
  public let without: Int
  private let together: [[Int]]

  /// Counts.
  /// - Parameters:
  ///   - coded: the codes of each testimony; what the list of codes lacks is left out.
  ///   - codes: all codes, in the order to show.
  public init(_ coded: [Set<String>], codes: [String]) {
    self.codes = codes
    testimonies = coded.count
    without = coded.count { $0.isDisjoint(with: codes) }
    var together = [[Int]](repeating: [Int](repeating: 0, count: codes.count), count: codes.count)
    for testimony in coded {
      let present = codes.indices.filter { testimony.contains(codes[$0]) }
      for one in present { for other in present { together[one][other] += 1 } }
    }
    self.together = together
  }

  /// How many testimonies have a code, by its place.
  public func count(_ code: Int) -> Int { together[code][code] }

  /// How many have both codes.
  public func count(_ code: Int, with other: Int) -> Int { together[code][other] }

  /// How often two codes stand together, of how often either does (Jaccard's index), 0 to 1.
  public func likeness(_ code: Int, _ other: Int) -> Double {
    let both = together[code][other]
    let either = count(code) + count(other) - both
    return either > 0 ? Double(both) / Double(either) : 0
  }
}
