// SPDX-License-Identifier: Apache-2.0

import ThemeLearning

/// Groups of texts that say alike things, and how stable each is.
///
/// Vectors are centred, moved towards their nearest ones along a graph, and parted by direction. Smoothing along the graph
/// does what UMAP does for BERTopic, in a few lines and the same in each run.
package struct TextGroups: Sendable {
  private static let ties = 12
  private static let steps = 4
  private static let starts = 8
  /// The finest parting that is as stable as this is taken.
  private static let leastAgreement = 0.6
  /// As long as hardly less stable than the most stable one, so that no true group is cut.
  private static let nearlyBest = 0.1
  private static let mostGroups = 12

  /// From so many texts on, chance was measured to make no groups that come again.
  private static let enough = 500
  private static let chances = 5
  private static let noiseWidth = 32

  /// How many samples of the texts are grouped again.
  package static let samples = 20

  private let vectors: [[Float]]
  private let smoothed: [[Float]]
  private let resampled: [(texts: [Int], vectors: [[Float]])]
  private let seed: UInt64
  /// As many vectors in which nothing belongs together, several times; none where there are so many texts that chance
  /// makes no stable groups.
  private let chance: [TextGroups]

  /// Prepares vectors, one a text; those of a model are centred first.
  ///
  /// `kinds` are the texts' languages, where they are known: groups are not to be languages.
  package init(
    _ vectors: [[Float]], kinds: [String?] = [], seed: UInt64, samples: Int = Self.samples
  ) {
    let own = kinds.isEmpty ? vectors : vectors.centred(within: kinds)
    self.init(own, seed: seed, samples: samples, besideChance: true)
  }

  private init(_ vectors: [[Float]], seed: UInt64, samples: Int, besideChance: Bool) {
    self.vectors = vectors
    let centred = vectors.centred
    let ties = max(3, min(Self.ties, vectors.count / 10))
    let neighbours = Neighbours(centred)
    var random = SeededRandom(seed: seed)
    let isFew = besideChance && vectors.count < Self.enough
    chance = (0..<(isFew ? Self.chances : 0)).map { _ in
      TextGroups(
        Self.noise(like: vectors, &random), seed: seed, samples: samples, besideChance: false)
    }
    let drawn = (0..<samples).map { _ in Self.draw(centred.count, &random) }
    let place = { (some: [Int]) in
      neighbours.graph(of: some, ties: ties)
        .smoothed(some.map { centred[$0] }, steps: Self.steps).centred
    }
    smoothed = place(Array(centred.indices))
    resampled = drawn.map { ($0, place($0)) }
    self.seed = seed
  }

  /// Vectors for texts from their words alone.
  package static func latentVectors(of texts: [String], seed: UInt64) -> [[Float]] {
    LatentSpace.vectors(of: texts, dimensions: 100, seed: seed)
  }

  /// A parting into so many groups.
  package func parted(into count: Int) -> Parting {
    let whole = SphericalKMeans(smoothed, groups: count, starts: Self.starts, seed: seed)
    let samples = resampled.indices.map { index in
      let sample = resampled[index]
      let parted = SphericalKMeans(
        sample.vectors, groups: count, starts: Self.starts / 2, seed: seed &+ UInt64(index))
      return (texts: sample.texts, groups: parted.groups)
    }
    let stability = Stability(whole.groups, count: count, samples: samples)
    let byChance = chance.flatMap { $0.parted(into: count).stability }.max() ?? 0
    return Parting(
      groups: whole.groups, stability: stability.ofGroups, agreement: stability.agreement,
      byChance: byChance, vectors: smoothed)
  }

  /// Some of the texts parted in two; texts are counted by their places in `some`.
  ///
  /// From the vectors as they came, and beside chance: what was moved together once makes groups of noise.
  func parted(_ some: [Int], samples: Int = Self.samples) -> Parting {
    TextGroups(
      some.map { vectors[$0] }, seed: seed, samples: samples, besideChance: true
    ).parted(into: 2)
  }

  /// The finest parting whose samples agree well enough, else the one that holds most texts in stable groups.
  package func parted() -> Parting? {
    let most = min(Self.mostGroups, smoothed.count / Parting.fewest)
    guard most >= 2 else { return nil }
    let all = (2...most).map { parted(into: $0) }
    let best = all.map(\.agreement).max() ?? 0
    let least = max(Self.leastAgreement, best - Self.nearlyBest)
    return all.last { $0.agreement >= least } ?? all.max { $0.held < $1.held }
  }

  /// Numbers without any structure; few to a vector, which is the harder case.
  private static func noise(
    like vectors: [[Float]], _ random: inout SeededRandom
  ) -> [[Float]] {
    let width = min(noiseWidth, vectors.first?.count ?? 0)
    return vectors.map { _ in (0..<width).map { _ in .random(in: -1...1, using: &random) } }
  }

  /// Texts drawn with replacement, each once, in order.
  private static func draw(_ count: Int, _ random: inout SeededRandom) -> [Int] {
    guard count > 0 else { return [] }
    return Set((0..<count).map { _ in Int.random(in: 0..<count, using: &random) }).sorted()
  }
}

/// Texts parted into groups.
package struct Parting: Sendable {
  /// A group with fewer texts is not shown.
  package static let fewest = 5
  /// A group that comes again less than this is not shown.
  package static let leastStability = 0.6
  /// Nor is one that comes again hardly more than by chance.
  private static let aboveChance = 0.1
  /// Nor is any where whole partings agree less than this: among hundreds of random vectors 0.35 was the most.
  private static let leastAgreement = 0.4

  /// Two parts of one group are shown only where whole partings agree this well: shuffles of one bag of words reached .7,
  /// two subjects that share half their words 1.
  package static let leastAgreementOfTwo = 0.75

  /// The group of each text.
  package let groups: [Int]
  /// How surely each group comes again, 0 to 1.
  package let stability: [Double]
  /// How alike whole partings of samples are: the adjusted Rand index.
  package let agreement: Double
  /// How surely the surest group comes again where nothing belongs together.
  package let byChance: Double
  let vectors: [[Float]]

  /// The texts of a group, those nearest to its middle first.
  package func members(of group: Int) -> [Int] {
    let members = groups.indices.filter { groups[$0] == group }
    var middle = [Float](repeating: 0, count: vectors.first?.count ?? 0)
    for member in members { middle.add(vectors[member], times: 1) }
    let near = members.map { (text: $0, near: vectors[$0].dot(middle)) }
    return near.sorted { ($1.near, $0.text) < ($0.near, $1.text) }.map(\.text)
  }

  /// The groups that may be shown, largest first.
  package var stable: [Int] {
    guard agreement >= Self.leastAgreement else { return [] }
    let least = max(Self.leastStability, byChance + Self.aboveChance)
    let sizes = Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +)
    return stability.indices
      .filter { stability[$0] >= least && sizes[$0] ?? 0 >= Self.fewest }
      .sorted { (sizes[$1] ?? 0, $0) < (sizes[$0] ?? 0, $1) }
  }

  /// How many texts are in groups that may be shown.
  var held: Int { stable.reduce(0) { $0 + members(of: $1).count } }
}
