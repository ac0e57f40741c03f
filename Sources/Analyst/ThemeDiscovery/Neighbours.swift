// SPDX-License-Identifier: Apache-2.0

/// Another text, and how near it is (the cosine).
struct Neighbour: Sendable {
  let text: Int
  let near: Float
}

/// For each text its nearest others, nearest first: found once, and used for every sample of the texts.
struct Neighbours: Sendable {
  /// How many others each text knows; more than a graph ties, so that a sample of the texts has enough, too.
  private static let depth = 64

  private let nearest: [[Neighbour]]

  init(_ vectors: [[Float]]) {
    let count = min(Self.depth, max(0, vectors.count - 1))
    nearest = vectors.indices.inParallel { Self.nearest(to: $0, in: vectors, count: count) }
  }

  /// The graph among some of the texts; their numbers in it are their places in `some`.
  func graph(of some: [Int], ties count: Int) -> NeighbourGraph {
    var place = [Int](repeating: -1, count: nearest.count)
    for (index, text) in some.enumerated() { place[text] = index }
    return NeighbourGraph(
      some.map { text in
        let present = nearest[text].lazy.filter { place[$0.text] >= 0 }
        return present.prefix(count).map { Neighbour(text: place[$0.text], near: $0.near) }
      })
  }

  private static func nearest(
    to text: Int, in vectors: [[Float]], count: Int
  ) -> [Neighbour] {
    guard count > 0 else { return [] }
    var found: [Neighbour] = []
    for other in vectors.indices where other != text {
      let near = vectors[text].dot(vectors[other])
      if found.count == count, near <= found[count - 1].near { continue }
      let place = found.firstIndex { $0.near < near } ?? found.count
      found.insert(Neighbour(text: other, near: near), at: place)
      if found.count > count { found.removeLast() }
    }
    return found
  }
}
