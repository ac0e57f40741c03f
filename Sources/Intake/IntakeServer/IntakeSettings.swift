// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import CryptoPrimitives
public import Foundation
public import TestimonyModel

/// Whether testimonies come with an invitation slip.
public enum SlipRule: String, Sendable {
  /// A slip opens a lane of its own; without one there is another.
  case optional
  /// Without a slip nothing is taken.
  case required
}

/// What becomes of testimonies that a vault has acknowledged.
public enum AcknowledgedRule: String, Sendable {
  /// They leave at once.
  case leave
  /// They stay until their days are over, for a second vault.
  case stay
}

/// The settings of one intake, from Config/intake.yaml, where each stands with its reason.
public struct IntakeSettings: Equatable, Sendable {
  /// The address to listen on.
  public let host: String
  /// The port to listen on.
  public let port: Int
  /// A unix socket to listen on instead, without TLS, for a proxy or an onion service; or nil.
  public let socket: URL?
  /// The certificate chain, PEM.
  public let certificate: URL
  /// The certificate's private key, PEM.
  public let certificateKey: URL
  /// The public campaign file.
  public let campaign: URL
  /// The fingerprint that was announced, 64 hexadecimal digits, or nil.
  public let fingerprint: String?
  /// The texts of the pages.
  public let pages: URL
  /// The lines that a survivor may call.
  public let help: URL
  /// The folder with the questions as sound, or nil.
  public let audio: URL?
  /// The organisers' published answer; there may be none yet.
  public let answer: URL
  /// The lists for the notice beside the text boxes.
  public let redaction: URL
  /// The texts of that notice.
  public let notice: URL
  /// Where the databases and the intake's own key are.
  public let state: URL
  /// Where the exit leads.
  public let exit: String
  /// The form's address as an onion service, `http://….onion`, or nil.
  public let onion: String?
  /// How many connections are served at a time; then the one that brought no whole request for longest makes room.
  public let mostConnections: Int
  /// After how many silent seconds a connection is closed.
  public let idleSeconds: Int
  /// The most bytes of a plain form.
  public let mostFormBytes: Int
  /// The most fields of a plain form.
  public let mostFormFields: Int
  /// Whether testimonies come with a slip.
  public let slips: SlipRule
  /// How many testimonies without a slip are taken at once, when many come suddenly.
  public let uninvitedBurst: Int
  /// How many testimonies without a slip are taken a minute, when many come for long.
  public let uninvitedPerMinute: Int
  /// For how many closed periods testimonies without a slip wait before they are bundled.
  public let uninvitedDelayPeriods: Int
  /// Below this many free megabytes the form closes.
  public let leastFreeMegabytes: Int
  /// The public keys of analysts who may pull bundles, 32 bytes each.
  public let pullKeys: [[UInt8]]
  /// A unix socket for them alone, for their onion service; or nil.
  public let pullSocket: URL?
  /// A port for them alone, with TLS; or nil.
  public let pullPort: Int?
  /// What becomes of testimonies once a vault has them.
  public let acknowledged: AcknowledgedRule
  /// After how many days from the end of their period testimonies leave, whether anybody fetched them or not.
  public let retentionDays: Int
  /// The day on which the campaign's key is to be destroyed, or nil.
  public let keyEndAnnounced: Day?
  /// The day on which it was, or nil.
  public let keyEndDone: Day?

  /// What the pages tell of the key's end.
  public var keyEnd: KeyEnd? {
    keyEndDone.map { .done($0, announced: keyEndAnnounced) }
      ?? keyEndAnnounced.map(KeyEnd.announced)
  }

  /// Reads the settings; paths are taken relative to the file's folder.
  public init(file: URL) throws(ConfigMistake) {
    guard let yaml = try? String(contentsOf: file, encoding: .utf8) else {
      throw ConfigMistake(file: file.relativePath, line: 1, message: "cannot be read")
    }
    try self.init(parsing: yaml, file: file)
  }

  init(parsing yaml: String, file: URL) throws(ConfigMistake) {
    var members = try ConfigNode(parsing: yaml, file: file.relativePath).mapping()
    let folder = file.deletingLastPathComponent()
    func path(_ key: String, _ members: inout ConfigMapping) throws(ConfigMistake) -> URL {
      URL(filePath: try members.required(key).nonEmptyString(), relativeTo: folder).absoluteURL
    }
    (host, port, socket) = try Self.place(&members, in: folder)
    certificate = try path("certificate", &members)
    certificateKey = try path("certificateKey", &members)
    campaign = try path("campaign", &members)
    fingerprint = try Self.fingerprint(members.optional("fingerprint"))
    pages = try path("pages", &members)
    help = try path("help", &members)
    audio = try Self.folder(members.optional("audio"), in: folder)
    answer = try path("answer", &members)
    redaction = try path("redaction", &members)
    notice = try path("notice", &members)
    state = try path("state", &members)
    exit = try Self.exit(try members.required("exit"))
    onion = try Self.onion(members.optional("onion"))
    (mostConnections, idleSeconds, mostFormBytes, mostFormFields, leastFreeMegabytes) =
      try Self.limits(&members)
    (slips, uninvitedPerMinute, uninvitedBurst, uninvitedDelayPeriods) = try Self.door(&members)
    (pullKeys, pullSocket, pullPort) = try Self.analystsDoor(&members, in: folder)
    acknowledged = try Self.acknowledged(members.optional("acknowledged"))
    retentionDays = try members.optional("retentionDays")?.integer(in: 1...3_650) ?? 90
    keyEndAnnounced = try Self.day(members.optional("keyEndAnnounced"))
    keyEndDone = try Self.day(members.optional("keyEndDone"))
    try members.finish()
  }

  // MARK: What belongs together

  private static func place(
    _ members: inout ConfigMapping, in folder: URL
  ) throws(ConfigMistake) -> (host: String, port: Int, socket: URL?) {
    (
      try members.required("host").nonEmptyString(),
      try members.required("port").integer(in: 0...65_535),
      try socket(members.optional("socket"), in: folder)
    )
  }

  /// Connections, idle seconds, bytes and fields of a plain form, free megabytes.
  private static func limits(
    _ members: inout ConfigMapping
  ) throws(ConfigMistake) -> (Int, Int, Int, Int, Int) {
    (
      try members.required("mostConnections").integer(in: 1...100_000),
      try members.required("idleSeconds").integer(in: 5...600),
      try members.required("mostFormBytes").integer(in: 1_024...1_048_576),
      try members.required("mostFormFields").integer(in: 10...1_000),
      try members.required("leastFreeMegabytes").integer(in: 1...1_000_000)
    )
  }

  private static func door(
    _ members: inout ConfigMapping
  ) throws(ConfigMistake) -> (slips: SlipRule, perMinute: Int, burst: Int, delay: Int) {
    (
      try slips(try members.required("slips")),
      try members.required("uninvitedPerMinute").integer(in: 1...1_000_000),
      try members.required("uninvitedBurst").integer(in: 1...1_000_000),
      try members.required("uninvitedDelayPeriods").integer(in: 0...52)
    )
  }

  private static func analystsDoor(
    _ members: inout ConfigMapping, in folder: URL
  ) throws(ConfigMistake) -> (keys: [[UInt8]], socket: URL?, port: Int?) {
    (
      try keys(members.optional("pullKeys")),
      try socket(members.optional("pullSocket"), in: folder),
      try port(members.optional("pullPort"))
    )
  }

  // MARK: One by one

  private static func slips(_ node: ConfigNode) throws(ConfigMistake) -> SlipRule {
    guard let rule = SlipRule(rawValue: try node.string()) else {
      throw node.mistake("one of: optional, required")
    }
    return rule
  }

  private static func keys(_ node: ConfigNode?) throws(ConfigMistake) -> [[UInt8]] {
    guard let node else { return [] }
    var keys: [[UInt8]] = []
    for entry in try node.list() {
      let text = try entry.string().filter { !$0.isWhitespace }
      guard let key = Hex.bytes(text), key.count == Signing.publicKeyLength else {
        throw entry.mistake("64 hexadecimal digits, as `ovoz inbox key` prints them")
      }
      keys.append(key)
    }
    return keys
  }

  private static func day(_ node: ConfigNode?) throws(ConfigMistake) -> Day? {
    guard let node, case let text = try node.string(), !text.isEmpty else { return nil }
    guard let day = Day(text) else { throw node.mistake("a day, written as 2027-12-31") }
    return day
  }

  private static func port(_ node: ConfigNode?) throws(ConfigMistake) -> Int? {
    guard let node, try node.string() != "" else { return nil }
    return try node.integer(in: 1...65_535)
  }

  private static func acknowledged(
    _ node: ConfigNode?
  ) throws(ConfigMistake) -> AcknowledgedRule {
    guard let node else { return .leave }
    guard let rule = AcknowledgedRule(rawValue: try node.string()) else {
      throw node.mistake("one of: leave, stay")
    }
    return rule
  }

  private static func fingerprint(_ node: ConfigNode?) throws(ConfigMistake) -> String? {
    guard let node, case let text = try node.string().filter({ !$0.isWhitespace }), !text.isEmpty
    else { return nil }
    guard text.count == 64, text.allSatisfy(\.isHexDigit) else {
      throw node.mistake("64 hexadecimal digits, as `ovoz campaign show` prints them")
    }
    return text.lowercased()
  }

  private static func folder(_ node: ConfigNode?, in base: URL) throws(ConfigMistake) -> URL? {
    guard let text = try node?.string(), !text.isEmpty else { return nil }
    return URL(filePath: text, directoryHint: .isDirectory, relativeTo: base).absoluteURL
  }

  /// The kernel takes 107 bytes of path (unix(7)).
  private static func socket(_ node: ConfigNode?, in base: URL) throws(ConfigMistake) -> URL? {
    guard let node, let file = try folder(node, in: base) else { return nil }
    guard file.path.utf8.count <= 107 else { throw node.mistake("at most 107 bytes of path") }
    return URL(filePath: file.path, directoryHint: .notDirectory)
  }

  /// A version 3 onion address has 56 letters and digits (Tor's rend-spec-v3, section 6).
  private static func onion(_ node: ConfigNode?) throws(ConfigMistake) -> String? {
    guard let node, case let text = try node.string(), !text.isEmpty else { return nil }
    guard text.wholeMatch(of: /http:\/\/[a-z2-7]{56}\.onion/) != nil else {
      throw node.mistake("http:// and the 56 letters of an onion address, without a path")
    }
    return text
  }

  private static func exit(_ node: ConfigNode) throws(ConfigMistake) -> String {
    let text = try node.nonEmptyString()
    guard text.hasPrefix("https://"), URL(string: text)?.host() != nil else {
      throw node.mistake("a whole address that starts with https://")
    }
    return text
  }
}
