// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeStore
import NIOCore
import Sealing
import Synchronization
import Testing
import TestimonyModel
import TestimonyTesting
import Vault

@testable import IntakeServer

/// An intake with a real store behind it, that a test can visit.
struct Counter: Sendable {
  let canned: Canned
  let scratch: Scratch
  let inbox: SQLiteInbox
  let events: Events
  let publicLog = LogBox()
  let intake: Intake
  let moment: Moment
  private let application: Application<RouterResponder<BasicRequestContext>>

  /// A day on which the form is open.
  static let openDay = "2026-11-23"

  init(
    today: String = Counter.openDay, hasRoom: Bool = true, hasCampaign: Bool = true,
    store: (any InboxStore)? = nil, door: Door = Door(),
    published: AnswerBox = AnswerBox(), keyEnd: KeyEnd? = nil
  ) throws {
    canned = try Canned()
    scratch = try Scratch()
    inbox = try SQLiteInbox(folder: scratch.folder, campaign: canned.campaign)
    events = Events()
    let moment = Moment(try #require(Day(today)), hasRoom: hasRoom)
    self.moment = moment
    var texts = try PageTexts(file: Canned.config("pages.yaml"))
    texts.keyEnd = keyEnd
    intake = try Intake(
      campaign: hasCampaign ? canned.campaign : nil, store: hasCampaign ? store ?? inbox : nil,
      texts: texts, exit: "https://example.org/",
      log: EventLog { [events] in events.add($0) },
      door: door, publicLog: publicLog, published: published, today: { moment.day },
      hasRoom: { moment.hasRoom })
    application = Application(router: Self.router(intake))
  }

  /// The routes, made anew.
  var router: Router<BasicRequestContext> { Self.router(intake) }

  private static func router(_ intake: Intake) -> Router<BasicRequestContext> {
    IntakeApplication.router(intake, mostFormBytes: 98_304, mostFormFields: 200)
  }

  /// One request, as the router answers it.
  func visit(
    _ method: HTTPRequest.Method = .get, _ path: String = "/", _ headers: [String: String] = [:],
    body: [UInt8]? = nil
  ) async throws -> TestResponse {
    var fields = HTTPFields()
    for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
    return try await application.test(.router) { [fields] client in
      try await client.execute(
        uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) })
    }
  }

  /// What the page's script sends: a sealed testimony, and what goes beside it.
  func send(
    _ sealed: [UInt8], token: [UInt8]? = nil, slip: [UInt8]? = nil, nonce: [UInt8]? = nil,
    _ headers: [String: String] = [:]
  ) async throws -> TestResponse {
    let beside =
      (token ?? Self.filler(32)) + (slip ?? Self.filler(32)) + (nonce ?? Self.filler(8))
    return try await visit(
      .post, "/", headers.merging(["Content-Type": "application/octet-stream"]) { $1 },
      body: sealed + beside)
  }

  /// What the receipt page's script sends.
  func show(_ action: UInt8, _ token: [UInt8]) async throws -> TestResponse {
    try await visit(
      .post, "/receipt", ["Content-Type": "application/octet-stream"],
      body: [action] + token + Self.filler(31))
  }

  /// What the receipt page sends without a script.
  func receipt(_ body: String) async throws -> TestResponse {
    try await visit(
      .post, "/receipt?lang=en", ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array(body.utf8))
  }

  /// Publishes the log as if all periods had closed.
  func publish() throws {
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: 1, count: 32)))
    try inbox.publishLog(before: .max, key: key)
    publicLog.replace(by: try inbox.publicLog())
  }

  private static func filler(_ count: Int) -> [UInt8] { [UInt8](repeating: 5, count: count) }

  /// What a browser without a script sends.
  func send(plain body: String, language: String = "en") async throws -> TestResponse {
    try await send(plain: Array(body.utf8), language: language)
  }

  func send(plain body: [UInt8], language: String = "en") async throws -> TestResponse {
    try await visit(
      .post, "/?lang=\(language)", ["Content-Type": "application/x-www-form-urlencoded"],
      body: body)
  }

  /// Everything that is stored, as the analysts' side opens it.
  func opened() throws -> [(sealed: SealedTestimony, testimony: Testimony)] {
    let plan = try inbox.beginBundle(before: 1_000)
    var all: [(SealedTestimony, Testimony)] = []
    try inbox.forEachTestimony(in: plan) { item in
      guard case .sealed(let sealed, _, _) = item else { return }
      all.append((sealed, try canned.opener.open(sealed)))
    }
    return all
  }
}

/// What can change while an intake runs.
final class Moment: Sendable {
  private let state: Mutex<(day: Day, hasRoom: Bool)>

  init(_ day: Day, hasRoom: Bool) { state = Mutex((day, hasRoom)) }

  var day: Day { state.withLock { $0.day } }
  var hasRoom: Bool { state.withLock { $0.hasRoom } }

  func becomes(_ today: String, hasRoom: Bool) throws {
    let day = try #require(Day(today))
    state.withLock { $0 = (day, hasRoom) }
  }
}

/// What was logged.
final class Events: Sendable {
  private let list = Mutex<[IntakeEvent]>([])
  var all: [IntakeEvent] { list.withLock { $0 } }
  func add(_ event: IntakeEvent) { list.withLock { $0.append(event) } }
}

extension TestResponse {
  /// The state in an answer about a receipt.
  var state: String? { text.firstMatch(of: /"state":"(\w+)"/).map { String($0.output.1) } }

  var text: String { String(buffer: body) }
  var bytes: [UInt8] { Array(buffer: body) }

  /// How many bytes of head and of body can differ: they travel apart, so each length is seen.
  var size: [Int] {
    let fields = headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
    return [status.reasonPhrase.utf8.count + fields, body.readableBytes]
  }
}

/// The body of a plain form.
enum Plain {
  static let letters = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._*")

  static func body(_ fields: [(String, String)]) -> String {
    fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
  }

  static func encoded(_ text: String) -> String {
    (text.addingPercentEncoding(withAllowedCharacters: letters) ?? "")
      .replacingOccurrences(of: "%20", with: "+")
  }
}
