// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
public import PageManifest
import Synchronization

/// Everything that the routes give to a GET, asked of the routes themselves: a new one cannot be forgotten.
public struct ServedPages {
  /// The pages, in the order of their addresses.
  public let pages: [PageEntry]
  /// The pages that answer a sending.
  public let answers: [AnswerEntry]

  /// Routes whose reply changes by itself and is checked in another way.
  static let changing: Set = ["/log"]
  /// Routes that stand for many addresses, which are listed one by one.
  static let listed: Set = ["/audio/{language}/{file}"]

  /// Renders all of it.
  ///
  /// Each page is rendered twice: where the two differ, there has to be a fresh id and nothing else.
  public init(of intake: Intake) async throws {
    let router = IntakeApplication.router(intake, mostFormBytes: 1, mostFormFields: 1)
    let visitor = Visitor(router)
    var pages: [PageEntry] = []
    // An address that no route has stands for all of those.
    for path in try Self.paths(of: router) + intake.audio.paths + ["/no-such-page"] {
      for address in try await visitor.addresses(of: path, in: intake.languages) {
        pages.append(try await visitor.entry(address))
      }
    }
    self.pages = pages
    answers = PageTexts.MessageName.allCases.flatMap { name in
      intake.languages.map { language in
        AnswerEntry(
          "\(name.rawValue)?\(language.rawValue)", body: intake.messages.bytes(name, in: language))
      }
    }
  }

  /// The paths of all GET routes; one that stands for many addresses has to be spelled out here.
  static func paths(
    of router: Router<BasicRequestContext>
  ) throws(IntakeServerError) -> [String] {
    let paths = router.routes.filter { $0.method == .get }.map(\.path.description).sorted()
      .filter { !listed.contains($0) }
    guard paths.allSatisfy({ !$0.contains("{") && !$0.contains("*") && !$0.contains(":") }) else {
      throw .unlistedRoute
    }
    return paths.filter { !changing.contains($0) }
  }
}

/// Asks the routes without a connection.
private struct Visitor {
  private let responder: any HTTPResponder<BasicRequestContext>

  init(_ router: Router<BasicRequestContext>) { responder = router.buildResponder() }

  /// A page that people read is there in each language; a file is there once.
  func addresses(of path: String, in languages: [Language]) async throws -> [String] {
    let type = try await get(path).fields.first { $0.name == "content-type" }?.value ?? ""
    let isSpoken = type.hasPrefix("text/html") || path == "/notice.js"
    return isSpoken ? languages.map { "\(path)?lang=\($0.rawValue)" } : [path]
  }

  func entry(_ address: String) async throws -> PageEntry {
    let (one, other) = (try await get(address), try await get(address))
    guard one.fields == other.fields, let holes = Holes.between(one.body, other.body) else {
      throw IntakeServerError.unsteadyPage
    }
    return PageEntry(address, one, holes: holes)
  }

  private func get(_ address: String) async throws -> ServedReply {
    let head = HTTPRequest(method: .get, scheme: "https", authority: nil, path: address)
    let reply = try await responder.respond(
      to: Request(head: head, body: .init(buffer: ByteBuffer())), context: Self.context())
    let body = Collected()
    try await reply.body.write(BodyWriter(body: body))
    return ServedReply(
      status: reply.status.code,
      fields: reply.headers.map { .init($0.name.canonicalName, $0.value) },
      body: body.bytes.withLock { $0 })
  }

  /// What stands around a request that came by no connection.
  private static func context() -> BasicRequestContext {
    let channel = EmbeddedChannel()
    // It and its pipeline hold each other until it is closed, on the thread that made it.
    defer { _ = try? channel.finish() }
    let logger = Logger(label: "ovoz") { _ in SwiftLogNoOpLogHandler() }
    return BasicRequestContext(
      source: ApplicationRequestContextSource(channel: channel, logger: logger))
  }
}

private final class Collected: Sendable {
  let bytes = Mutex<[UInt8]>([])
}

private struct BodyWriter: ResponseBodyWriter {
  let body: Collected

  func write(_ buffer: ByteBuffer) async throws {
    body.bytes.withLock { $0 += Array(buffer: buffer) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
