// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DifferentialPrivacy
import Foundation

struct NoiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "noise",
    abstract: "Draws noise from the system's generator and prints how often each value came.")

  @Option(help: "How many draws.") var draws = 1_000_000
  @Option(help: "The rate's upper part.") var upper = 3
  @Option(help: "The rate's lower part.") var lower = 10

  func run() throws {
    guard let rate = Rational(upper, over: lower), let laplace = DiscreteLaplace(rate: rate) else {
      throw ValidationError("the rate is not one")
    }
    var words = FreshWords()
    var counts: [Int: Int] = [:]
    let start = ContinuousClock.now
    for _ in 0..<draws { counts[try laplace.draw(from: &words), default: 0] += 1 }
    let time = start.duration(to: .now).components
    let seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
    let values = counts.sorted { $0.key < $1.key }.map { "[\($0.key),\($0.value)]" }
    print("{\"seconds\":\(seconds),\"counts\":[\(values.joined(separator: ","))]}")
  }
}
