// SPDX-License-Identifier: Apache-2.0

/// Draws an alpha and its interval on a line from 0 to 1, in ASCII alone.
///
/// A screen reader skips it: the same figures stand beside it as numbers.
public struct AlphaChart: Sendable {
  private let width: Int

  /// A line of at least ten characters.
  public init(width: Int) { self.width = max(10, width) }

  /// What stands above the lines: where 0, the least alpha and 1 are.
  public var scale: String {
    let least = column(CodeAgreement.leastAlpha)
    var line = [Character](repeating: " ", count: width)
    line[0] = "0"
    line[width - 1] = "1"
    for (offset, character) in ".67".enumerated() where least + offset < width - 1 {
      line[least + offset] = character
    }
    return String(line)
  }

  /// `o` is the alpha, `-` its interval, `|` the least alpha; `<` says that it goes on under 0.
  public func line(_ alpha: Double?, _ interval: ClosedRange<Double>?) -> String {
    var line = [Character](repeating: ".", count: width)
    if let interval {
      for place in column(interval.lowerBound)...column(interval.upperBound) { line[place] = "-" }
    }
    line[column(CodeAgreement.leastAlpha)] = "|"
    if let alpha { line[column(alpha)] = "o" }
    if min(alpha ?? 0, interval?.lowerBound ?? 0) < 0 { line[0] = "<" }
    return String(line)
  }

  private func column(_ value: Double) -> Int {
    min(width - 1, max(0, Int((value * Double(width - 1)).rounded())))
  }
}
