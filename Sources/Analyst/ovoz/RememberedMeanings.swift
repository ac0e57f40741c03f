// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Embedding
import Synchronization

/// What texts mean, remembered while a command runs, so that none is read twice.
///
/// In memory only, and by digests: a vector tells much of its text. (G8)
final class RememberedMeanings: Sendable {
  private let embedder: Embedder
  private let known = Mutex<[[UInt8]: [Float]]>([:])

  init(_ embedder: Embedder) { self.embedder = embedder }

  /// The texts' vectors in the same order; what takes long is shown as it goes.
  func vectors(of texts: [String]) -> [[Float]] {
    let keys = texts.map { Digest.sha256(Array($0.utf8)) }
    let found = known.withLock { known in keys.map { known[$0] } }
    let missing = texts.indices.filter { found[$0] == nil }
    let read = read(missing.map { texts[$0] })
    return known.withLock { known in
      for (place, vector) in zip(missing, read) { known[keys[place]] = vector }
      return keys.map { known[$0] ?? [] }
    }
  }

  private func read(_ texts: [String]) -> [[Float]] {
    guard texts.count >= Self.many else { return embedder.vectors(of: texts) }
    let bar = ProgressBarBox("reading for meaning", of: texts.count)
    defer { bar.finish() }
    return embedder.vectors(of: texts) { bar.show($0) }
  }

  private static let many = 20
}
