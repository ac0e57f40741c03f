// SPDX-License-Identifier: Apache-2.0

/// Points on the map: `38.5598, 68.7870` and `38°33′35″N 68°47′13″E`.
///
/// A pair of decimals needs three digits after each point, which is about a hundred metres.
struct CoordinatesRule: RedactionRule {
  var kind: RedactionKind { .coordinates }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    guard !text.numbers.isEmpty else { return [] }
    let groups = text.numbers.flatMap(\.groups)
    return (decimals(groups, in: text) + degrees(groups, in: text)).map {
      text.mark($0, .coordinates, .sure, by: "coordinates")
    }
  }

  private func decimals(_ groups: [Range<Int>], in text: NormalizedText) -> [Range<Int>] {
    groups.indices.dropLast(3).compactMap { index in
      let four = Array(groups[index...(index + 3)])
      guard isDecimal(four[0], four[1], upTo: 90, in: text),
        isDecimal(four[2], four[3], upTo: 180, in: text),
        isBetween(four[1].upperBound..<four[2].lowerBound, in: text),
        !isThousands(four, in: text)
      else { return nil }
      return outer(four[0].lowerBound..<four[3].upperBound, in: text)
    }
  }

  private func isDecimal(
    _ whole: Range<Int>, _ part: Range<Int>, upTo limit: Int, in text: NormalizedText
  ) -> Bool {
    guard whole.count <= 3, (3...15).contains(part.count),
      text.gap(whole.upperBound, part.lowerBound, only: [".", ","], upTo: 1),
      part.lowerBound > whole.upperBound
    else { return false }
    return text.digits(in: whole).reduce(0) { $0 * 10 + Int($1) - 0x30 } <= limit
  }

  /// One large number, as 1,200,000,000.
  private func isThousands(_ four: [Range<Int>], in text: NormalizedText) -> Bool {
    zip(four, four.dropFirst()).allSatisfy { one, next in
      next.count == 3 && next.lowerBound == one.upperBound + 1
        && text.scalars[one.upperBound] == ","
    }
  }

  /// Spaces, a comma, a sign of the compass and words such as `долгота` may stand between the two.
  private func isBetween(_ gap: Range<Int>, in text: NormalizedText) -> Bool {
    gap.count <= 14
      && text.scalars[gap].allSatisfy {
        $0.isPlainLetter || " ,;:/\n°'-=()".unicodeScalars.contains($0)
      }
  }

  /// Two signs for degrees, or one with minutes; a temperature has neither.
  private func degrees(_ groups: [Range<Int>], in text: NormalizedText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < groups.count {
      var last = index
      while last + 1 < groups.count,
        isDegreeGap(groups[last].upperBound..<groups[last + 1].lowerBound, in: text)
      {
        last += 1
      }
      let range = groups[index].lowerBound..<groups[last].upperBound
      if last > index, text.scalars[range].contains(where: degreeSigns.contains) {
        found.append(outer(range, in: text))
      }
      index = last + 1
    }
    return found
  }

  private func isDegreeGap(_ gap: Range<Int>, in text: NormalizedText) -> Bool {
    (1...8).contains(gap.count)
      && text.scalars[gap].allSatisfy { compass.contains($0) || degreeSigns.contains($0) }
  }

  /// With a sign before and the letter of a direction after.
  private func outer(_ range: Range<Int>, in text: NormalizedText) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    if lower > 0, text.scalars[lower - 1] == "-" { lower -= 1 }
    while upper < text.scalars.count, upper - range.upperBound < 5,
      compass.contains(text.scalars[upper]) || degreeSigns.contains(text.scalars[upper])
    {
      upper += 1
    }
    while upper > range.upperBound, " ,.;\n-".unicodeScalars.contains(text.scalars[upper - 1]) {
      upper -= 1
    }
    let splitsWord =
      upper < text.scalars.count && text.scalars[upper].isPlainLetter
      && text.scalars[upper - 1].isPlainLetter
    return lower..<(splitsWord ? range.upperBound : upper)
  }
}

private let degreeSigns: Set<Unicode.Scalar> = ["°", "º", "˚"]
private let compass: Set<Unicode.Scalar> = [
  " ", "'", "\"", "″", "”", ",", ".", ";", "\n", "-", "n", "s", "e", "w", "с", "ю", "в", "з", "ш",
  "д",
]
