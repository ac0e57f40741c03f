// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The same model in plain double precision, without rounding, tables or vectors: what ours has to equal.
struct PlainModel {
  let model: TinyModel

  /// The mean over the tokens of what the last layer says of them.
  func mean(_ tokens: [Int]) -> [Double] {
    let layers = (0..<model.layers).map { "l\($0)." }
    let rows = layers.reduce(embedded(tokens)) { layer($0, $1) }
    return (0..<TinyModel.width).map { column in
      rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
    }
  }

  private func embedded(_ tokens: [Int]) -> [[Double]] {
    let (words, width) = (model.matrices["emb.word"]?.rows ?? [], TinyModel.width)
    let (positions, kinds) = (model.floats["emb.pos"] ?? [], model.floats["emb.type"] ?? [])
    return tokens.enumerated().map { position, token in
      normalized(
        "emb.ln",
        (0..<width).map {
          words[token][$0] + positions[position * width + $0] + kinds[$0]
        })
    }
  }

  private func layer(_ rows: [[Double]], _ name: String) -> [[Double]] {
    let mixed = attended(
      rows.map { dense(name + "q", $0) }, rows.map { dense(name + "k", $0) },
      rows.map { dense(name + "v", $0) })
    return zip(rows, mixed).map { row, mixed in
      let first = normalized(name + "aln", zip(row, dense(name + "ao", mixed)).map(+))
      let raised = dense(name + "fi", first).map { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) }
      return normalized(name + "oln", zip(first, dense(name + "fo", raised)).map(+))
    }
  }

  private func attended(
    _ questions: [[Double]], _ keys: [[Double]], _ values: [[Double]]
  ) -> [[Double]] {
    let share = TinyModel.width / TinyModel.heads
    return questions.map { question in
      (0..<TinyModel.heads).flatMap { head in
        let part = head * share..<(head + 1) * share
        let weights = keys.map { key in
          exp(
            zip(question[part], key[part]).reduce(0) { $0 + $1.0 * $1.1 }
              / Double(share).squareRoot())
        }
        let all = weights.reduce(0, +)
        return part.map { column in
          zip(weights, values).reduce(0) { $0 + $1.0 * $1.1[column] } / all
        }
      }
    }
  }

  private func dense(_ name: String, _ row: [Double]) -> [Double] {
    let (matrix, bias) = (model.matrices[name + ".w"]?.rows ?? [], model.floats[name + ".b"] ?? [])
    return zip(matrix, bias).map { weights, bias in
      bias + product(weights, row)
    }
  }

  /// By hand, since most of a test's time goes here.
  private func product(_ first: [Double], _ second: [Double]) -> Double {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        var (sum, place) = (0.0, 0)
        while place < first.count {
          sum += first[place] * second[place]
          place += 1
        }
        return sum
      }
    }
  }

  private func normalized(_ name: String, _ row: [Double]) -> [Double] {
    let (scale, shift) = (model.floats[name + ".w"] ?? [], model.floats[name + ".b"] ?? [])
    let mean = row.reduce(0, +) / Double(row.count)
    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
    let factor = 1 / (variance + 1e-12).squareRoot()
    return row.indices.map { (row[$0] - mean) * factor * scale[$0] + shift[$0] }
  }
}
