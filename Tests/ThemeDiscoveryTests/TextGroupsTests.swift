// SPDX-License-Identifier: Apache-2.0

import Testing
import ThemeLearning

@testable import ThemeDiscovery

struct TextGroupsTests {
  /// Points around so many directions, `noise` away from them.
  private func points(_ count: Int, around middles: Int, noise: Float) -> [[Float]] {
    var random = SeededRandom(seed: 7)
    return (0..<count).map { index in
      (0..<32).map { place in
        (middles > 0 && place == index % middles ? 1 : 0)
          + Float.random(in: -noise...noise, using: &random)
      }
    }
  }

  @Test func `groups that are there are found, and come again`() throws {
    let parting = try #require(TextGroups(points(120, around: 3, noise: 0.15), seed: 1).parted())
    #expect(parting.stability.count == 3)
    let agreement = PartitionAgreement(parting.groups, (0..<120).map { $0 % 3 })
    #expect(agreement.purity == 1)
    let three = TextGroups(points(120, around: 3, noise: 0.15), seed: 1).parted(into: 3)
    #expect(three.stable.count == 3 && three.agreement > 0.95)
  }

  @Test func `groups are sought across languages, not as languages`() throws {
    // Two subjects in each of three languages; a language moves its texts further than the subject.
    let texts = points(120, around: 2, noise: 0.15).enumerated().map { index, point in
      point.enumerated().map { $0 == 10 + index / 2 % 3 ? $1 + 3 : $1 }
    }
    let subjects = (0..<120).map { $0 % 2 }
    let languages: [String?] = (0..<120).map { "language \($0 / 2 % 3)" }
    let mixed = TextGroups(texts, seed: 1).parted(into: 2)
    #expect(PartitionAgreement(mixed.groups, subjects).purity < 0.7, "else this shows nothing")
    let across = TextGroups(texts, kinds: languages, seed: 1).parted(into: 2)
    #expect(PartitionAgreement(across.groups, subjects).purity == 1)
    let rare = TextGroups(texts, kinds: texts.map { _ in nil }, seed: 1).parted(into: 2)
    #expect(rare.groups == mixed.groups)
  }

  @Test(arguments: [40, 60])
  func `where there are no groups, nothing is called stable`(count: Int) throws {
    let some = points(count, around: 0, noise: 1)
    let parting = try #require(TextGroups(some, seed: 1, samples: 10).parted())
    #expect(parting.stable.isEmpty)
  }

  @Test(arguments: [30, 60])
  func `a part of vectors that belong nowhere is not parted as though it were two`(count: Int) {
    let groups = TextGroups(points(90, around: 0, noise: 1), seed: 1, samples: 10)
    #expect(groups.parted(Array(0..<count), samples: 10).stable.isEmpty)
  }

  @Test func `the same seed gives the same groups`() {
    let some = points(90, around: 4, noise: 0.4)
    let first = TextGroups(some, seed: 3).parted(into: 4)
    let second = TextGroups(some, seed: 3).parted(into: 4)
    #expect(first.groups == second.groups && first.stability == second.stability)
  }

  @Test(arguments: [0, 1, 5, 9])
  func `too few texts are not parted`(count: Int) {
    #expect(TextGroups(points(count, around: 2, noise: 0.1), seed: 1).parted() == nil)
  }

  @Test func `a text without any letters does not disturb the others`() {
    var texts = (0..<30).map { "the clerk at the desk laughed number \($0 % 5)" }
    texts += (0..<30).map { "a bed and warm food for children \($0 % 5)" }
    texts.append("…")
    let vectors = TextGroups.latentVectors(of: texts, seed: 1)
    #expect(vectors.joined().allSatisfy { $0.isFinite })
    let parting = TextGroups(vectors, seed: 1).parted(into: 2)
    #expect(Set(parting.groups[..<30]).count == 1 && Set(parting.groups[30..<60]).count == 1)
    #expect(parting.groups[0] != parting.groups[30])
  }

  @Test func `agreement of partings has the values of the textbook`() {
    // Hubert and Arabie's index and the arithmetic NMI, as scikit-learn 1.9 gives them.
    let agreement = PartitionAgreement([0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 2, 2])
    #expect(abs(agreement.adjustedRand - 0.444_444) < 1e-5)
    #expect(abs(agreement.normalisedInformation - 0.739_663) < 1e-3)
    #expect(abs(agreement.purity - 5.0 / 6) < 1e-9)
    #expect(PartitionAgreement([0, 1, 2], [5, 3, 4]).adjustedRand == 1)
  }
}
