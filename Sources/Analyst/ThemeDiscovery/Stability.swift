// SPDX-License-Identifier: Apache-2.0

/// Whether groups come again when some of the texts are missing.
///
/// Texts are drawn with replacement (about 63 of 100 are in a sample), and the whole way is gone again: ties, smoothing,
/// grouping. A group's stability is the mean likeness to its nearest group in each sample (Jaccard's
/// index; Hennig, "Cluster-wise assessment of cluster stability", 2007).
struct Stability {
  /// By group.
  let ofGroups: [Double]
  /// The mean adjusted Rand index between the grouping and those of the samples.
  let agreement: Double

  /// Compares the group of each text with the groups that the texts of each sample got there.
  init(_ groups: [Int], count: Int, samples: [(texts: [Int], groups: [Int])]) {
    var sums = [Double](repeating: 0, count: count)
    var agreement = 0.0
    for sample in samples {
      let own = sample.texts.map { groups[$0] }
      agreement += PartitionAgreement(own, sample.groups).adjustedRand
      for (group, likeness) in Self.likeness(own, sample.groups, count).enumerated() {
        sums[group] += likeness
      }
    }
    let all = Double(max(1, samples.count))
    ofGroups = sums.map { $0 / all }
    self.agreement = agreement / all
  }

  /// For each group, how alike the most similar group of the sample is.
  private static func likeness(_ own: [Int], _ sampled: [Int], _ count: Int) -> [Double] {
    var sizes = [Double](repeating: 0, count: count)
    var others = sizes
    var both = [[Double]](repeating: sizes, count: count)
    for (mine, theirs) in zip(own, sampled) {
      sizes[mine] += 1
      others[theirs] += 1
      both[mine][theirs] += 1
    }
    return (0..<count).map { mine in
      (0..<count).map { theirs in
        let all = sizes[mine] + others[theirs] - both[mine][theirs]
        return all > 0 ? both[mine][theirs] / all : 0
      }.max() ?? 0
    }
  }
}
