// SPDX-License-Identifier: Apache-2.0

/// What a model's margins are worth, measured on texts that it did not learn from.
struct Sureness: Sendable {
  let calibration: [Calibration]
  let thresholds: [Double]

  init(_ out: OutOfFold) {
    let calibration = out.known.inParallel { Calibration(margins: $0.margins, answers: $0.answers) }
    self.calibration = calibration
    thresholds =
      Thresholds(
        zip(calibration, out.known).map { calibration, known in
          (known.margins.map(calibration.probability), known.answers)
        }
      ).values
  }
}
