// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Agreement

@Suite struct AlphaChartTests {
  private let chart = AlphaChart(width: 21)

  @Test func `alpha, interval and the least alpha have their places from 0 to 1`() {
    #expect(chart.scale == "0            .67    1")
    #expect(chart.line(0.5, 0.25...0.9) == ".....-----o--|-----..")
    #expect(chart.line(1, 1...1) == ".............|......o")
  }

  @Test func `without a figure there is an empty line, and under 0 it says so`() {
    #expect(chart.line(nil, nil) == ".............|.......")
    #expect(chart.line(-0.2, -0.5...0.1) == "<--..........|.......")
  }

  @Test(arguments: [-3.0, 0, 0.67, 1, 7])
  func `a line never changes its width and is ASCII`(alpha: Double) {
    let line = chart.line(alpha, alpha...alpha + 1)
    #expect(line.count == 21 && line.allSatisfy(\.isASCII))
  }
}
