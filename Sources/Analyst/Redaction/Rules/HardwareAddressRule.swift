// SPDX-License-Identifier: Apache-2.0

/// The address of a network card (IEEE 802, MAC-48): six pairs of hexadecimal digits.
struct HardwareAddressRule: RedactionRule {
  var kind: RedactionKind { .device }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    var marks: [RedactionMark] = []
    var start = 0
    while start + Self.length <= text.scalars.count {
      let range = start..<(start + Self.length)
      guard isAddress(range, in: text) else {
        start += 1
        continue
      }
      marks.append(text.mark(range, .device, .sure, by: "hardware address"))
      start = range.upperBound
    }
    return marks
  }

  private static let length = 17

  private func isAddress(_ range: Range<Int>, in text: NormalizedText) -> Bool {
    let (start, scalars) = (range.lowerBound, text.scalars[range])
    let sign = scalars[start + 2]
    guard sign == ":" || sign == "-", !isSign(start - 1, text), !isSign(range.upperBound, text),
      scalars.contains(where: \.isPlainLetter)
    else { return false }
    return range.allSatisfy { index in
      (index - start) % 3 == 2 ? scalars[index] == sign : isHexadecimal(scalars[index])
    }
  }

  private func isHexadecimal(_ scalar: Unicode.Scalar) -> Bool {
    // Cyrillic letters that look so too.
    scalar.isPlainDigit || ("a"..."f").contains(Latin.likeness(of: scalar))
  }

  private func isSign(_ index: Int, _ text: NormalizedText) -> Bool {
    text.scalars.indices.contains(index)
      && (text.scalars[index].isPlainDigit || text.scalars[index].isPlainLetter)
  }
}
