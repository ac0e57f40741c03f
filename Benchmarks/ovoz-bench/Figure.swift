// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One measured figure beside its baseline, both from the same run.
struct Figure: Encodable {
  let name: String
  let value: Double
  let unit: String
  let baseline: String?
  let baselineValue: Double?
  let ratio: Double?
  let target: Double?

  /// Takes a figure that has a baseline; `target` is the least ratio that the project hopes for.
  init(
    _ name: String, _ value: Double, _ unit: String, over baseline: String,
    _ baselineValue: Double, target: Double? = nil
  ) {
    (self.name, self.value, self.unit, self.target) = (name, value, unit, target)
    self.baseline = baseline
    self.baselineValue = baselineValue
    ratio = baselineValue > 0 ? value / baselineValue : nil
  }

  /// Takes a figure that is a baseline itself.
  init(_ name: String, _ value: Double, _ unit: String) {
    (self.name, self.value, self.unit) = (name, value, unit)
    (baseline, baselineValue, ratio, target) = (nil, nil, nil, nil)
  }

  private var line: String {
    let start = name.padded(34) + Self.short(value).leftPadded(12) + " " + unit.padded(8)
    guard let baseline, let baselineValue, let ratio else { return start }
    let wanted = target.map { "  (target \(Self.short($0)))" } ?? ""
    return start + "  \(Self.short(ratio)) of \(baseline), \(Self.short(baselineValue))\(wanted)"
  }

  /// Prints figures, as lines or as JSON.
  static func show(_ figures: [Figure], json: Bool) throws {
    guard json else { return figures.forEach { print($0.line) } }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let report = Report(schema: "ovoz.bench", version: 1, figures: figures)
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
  }

  private static func short(_ number: Double) -> String {
    String(format: abs(number) < 10 ? "%.3f" : "%.0f", number)
  }
}

/// What stands around the figures in JSON.
private struct Report: Encodable {
  let schema: String
  let version: Int
  let figures: [Figure]
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  fileprivate func leftPadded(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }
}
