// SPDX-License-Identifier: Apache-2.0

/// Which texts are tied to which, and how strongly.
struct NeighbourGraph: Sendable {
  private let ties: [[Neighbour]]

  /// Ties each text to its nearest ones, by how near they are; half as much where only one of the two is
  /// among the nearest of the other.
  init(_ nearest: [[Neighbour]]) {
    var ties = nearest.map { _ in [Int: Float]() }
    for (text, others) in nearest.enumerated() {
      for other in others where other.near > 0 {
        ties[text][other.text, default: 0] += other.near / 2
        ties[other.text][text, default: 0] += other.near / 2
      }
    }
    // Sorted, so that sums are the same in each run.
    self.ties = ties.map { ties in
      ties.map { Neighbour(text: $0.key, near: $0.value) }.sorted { $0.text < $1.text }
    }
  }

  /// Each vector moved towards those that it is tied to, several times: what is far apart within a group
  /// comes together.
  func smoothed(_ vectors: [[Float]], steps: Int) -> [[Float]] {
    (0..<steps).reduce(vectors) { vectors, _ in
      vectors.indices.inParallel { text in
        let all = ties[text].reduce(0) { $0 + $1.near }
        guard all > 0 else { return vectors[text] }
        var moved = vectors[text]
        for tie in ties[text] { moved.add(vectors[tie.text], times: tie.near / all) }
        return moved.unit
      }
    }
  }
}
