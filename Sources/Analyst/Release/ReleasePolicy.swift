// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import CryptoPrimitives

/// The thresholds under which figures may leave the analyst's machine.
///
/// Read from Config/release-policy.yaml. Thresholds may be raised, never lowered under the floors
/// named here: a file that asks for less is refused, whoever wrote it. Three protections have no
/// switch: the complement (N - n) is protected as n is, zero is as small as nine, and there are no
/// free filters.
public struct ReleasePolicy: Equatable, Sendable {
  /// The name that people use for this policy.
  public let name: String
  /// The version that people agreed on, from 1.
  public let version: Int
  /// The fewest people behind any shown figure; 5 or more.
  public let k: Int
  /// The fewest counted testimonies for a table of themes; 20 or more, and at least twice k.
  public let minimumToShowTable: Int
  /// The fewest counted testimonies for the bands some, half, most; 40 or more, at least 4 times k.
  public let minimumForBands: Int
  /// The fewest counted testimonies for rounded counts; 100 or more, not under the one for bands.
  public let minimumForCounts: Int
  /// The step of rounded counts; 5 or more, and k is a multiple of it.
  public let roundBase: Int
  /// The most days since withdrawals were last fetched; from 1 to 7.
  public let maximumDaysSinceSync: Int
  /// The facts that have a table, with their choices; one cut for the policy's whole life.
  public let facts: [FactVariable]
  /// When a two-way table may be made, and which.
  public let twoWay: TwoWayLimits
  /// What never crosses in a table.
  public let dangerous: [DangerousPair]
  /// When a noisy release may be made, and what it costs.
  public let noise: NoiseLimits
  /// The fewest days between two releases of figures; from 7 to 366.
  public let minimumDaysBetweenReleases: Int
  /// The most quotations in one release; from 0 to as many as two sheets have room for, which an older 5 or 6 means too.
  public let mostQuotations: Int
  /// SHA-256 (FIPS 180-4) of the file's UTF-8 bytes, 64 small hexadecimal digits.
  public let hash: String

  /// Reads a policy and refuses it whole at its first mistake.
  /// - Parameters:
  ///   - yaml: the text of the file; nothing is opened here.
  ///   - file: the name to show in mistakes.
  /// - Throws: the first mistake, with file and line.
  public init(parsing yaml: String, file: String) throws(ConfigMistake) {
    var root = try ConfigNode(parsing: yaml, file: file).mapping()
    name = try root.required("name").nonEmptyString()
    version = try root.required("version").integer(in: 1...9_999)
    let k = try root.required("k").integer(in: 5...1_000)
    let table = try Self.threshold("minimum_to_show_table", of: &root, floors: [20, 2 * k])
    let bands = try Self.threshold("minimum_for_bands", of: &root, floors: [40, 4 * k, table])
    minimumForCounts = try Self.threshold(
      "minimum_for_counts", of: &root, floors: [100, 4 * k, bands])
    roundBase = try Self.roundBase(try root.required("round_base"), dividing: k)
    maximumDaysSinceSync = try root.required("maximum_days_since_sync").integer(in: 1...7)
    facts = try FactVariable.list(try root.required("facts"))
    twoWay = try TwoWayLimits(try root.required("two_way"), k: k)
    dangerous = try DangerousPair.list(try root.required("dangerous"))
    noise = try NoiseLimits(try root.required("noise"))
    minimumDaysBetweenReleases = try root.required("minimum_days_between_releases")
      .integer(in: 7...366)
    mostQuotations = try Self.quotations(root.required("most_quotations"))
    try root.finish()
    self.k = k
    minimumToShowTable = table
    minimumForBands = bands
    hash = Hex.text(Digest.sha256(Array(yaml.utf8)))
  }

  private static func threshold(
    _ key: String, of root: inout ConfigMapping, floors: [Int]
  ) throws(ConfigMistake) -> Int {
    try root.required(key).integer(in: (floors.max() ?? 0)...1_000_000)
  }

  // Were k no multiple of the step, k people could round to under k: a false "fewer than k".
  private static func roundBase(
    _ node: ConfigNode, dividing k: Int
  ) throws(ConfigMistake) -> Int {
    let base = try node.integer(in: 5...k)
    guard k.isMultiple(of: base) else { throw node.mistake("k (\(k)) must be a multiple of it") }
    return base
  }

  // 5 and 6 stand in policies of before: as many went out as now. They are taken as they stand, since a campaign whose
  // figures grow, or carry noise, keeps the very file of its first release, by its hash.
  private static func quotations(_ node: ConfigNode) throws(ConfigMistake) -> Int {
    let most = QuotationSpace.mostQuotes
    let isOlder = (try? node.integer(in: most + 1...6)) != nil
    return isOlder ? most : try node.integer(in: 0...most)
  }
}
