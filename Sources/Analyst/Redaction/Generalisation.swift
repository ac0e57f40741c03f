// SPDX-License-Identifier: Apache-2.0

/// What a redacted text may tell instead of the exact words.
///
/// A story needs roughly when, how old and in which part of the country. The words are our own or
/// stand in a list of ours; none is taken from the text.
public enum Generalisation: Equatable, Hashable, Sendable {
  /// From the first to the last year of an age; from 50 on the last is left out.
  case ages(ClosedRange<Int>)
  /// A quarter, from 1 to 4, of a year.
  case quarter(Int, year: Int)
  /// A year.
  case year(Int)
  /// The region or country that a listed place lies in, by its name in our lists.
  case region(String)

  /// What follows the kind in the replacement: ` 15-19`, `: 2024, quarter 2`, ` in Sughd`.
  var words: String {
    switch self {
    case .ages(let ages) where ages.lowerBound >= 50: " \(ages.lowerBound)+"
    case .ages(let ages): " \(ages.lowerBound)-\(ages.upperBound)"
    case .quarter(let quarter, let year): ": \(year), quarter \(quarter)"
    case .year(let year): ": \(year)"
    case .region(let name): " in \(name)"
    }
  }

  /// The band of an age, with 14 and 18 as bounds, since the law asks whether somebody was a child.
  ///
  /// The notice beside the form's text boxes has the same bands.
  static func band(of age: Int) -> Generalisation {
    let bands = [0...4, 5...13, 14...17, 18...24, 25...34, 35...49]
    return .ages(bands.first { $0.contains(age) } ?? 50...120)
  }
}
