// SPDX-License-Identifier: Apache-2.0

/// The way between the redacted text and the original, in Unicode scalar offsets.
extension RedactedText {
  /// Where the neutral words stand in the redacted text, one range for each mark.
  public var replacements: [Range<Int>] {
    var shift = 0
    return marks.map { mark in
      let start = mark.range.lowerBound + shift
      let length = mark.replacement.unicodeScalars.count
      shift += length - mark.range.count
      return start..<(start + length)
    }
  }

  /// The part of the original that a part of the redacted text stands for.
  ///
  /// A part that touches neutral words takes in all that they replace.
  public func originalRange(of range: Range<Int>) -> Range<Int> {
    Self.mapped(range, from: replacements, to: marks.map(\.range))
  }

  /// The part of the redacted text that shows a part of the original.
  ///
  /// A part that touches something replaced takes in all of its neutral words.
  public func redactedRange(of range: Range<Int>) -> Range<Int> {
    Self.mapped(range, from: marks.map(\.range), to: replacements)
  }

  private static func mapped(
    _ range: Range<Int>, from: [Range<Int>], to: [Range<Int>]
  ) -> Range<Int> {
    func offset(_ place: Int, isEnd: Bool) -> Int {
      var shift = 0
      for (source, target) in zip(from, to) {
        let isPast = isEnd ? place > source.lowerBound : place >= source.upperBound
        guard isPast else {
          return !isEnd && place >= source.lowerBound ? target.lowerBound : place + shift
        }
        if isEnd, place < source.upperBound { return target.upperBound }
        shift = target.upperBound - source.upperBound
      }
      return place + shift
    }
    let lower = offset(range.lowerBound, isEnd: false)
    return lower..<max(lower, offset(range.upperBound, isEnd: true))
  }
}
