// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import IntakeServer
import IntakeStore
import Logging
import NIOCore
import Sealing
import ServiceLifecycle
import TestimonyModel

/// The intake as it is served, on 127.0.0.1, with one more route that stores nothing.
struct BenchServer {
  let campaign: Campaign
  let project: String
  let folder: URL
  let port: Int

  /// Serves until SIGTERM or SIGINT, or until the task is cancelled.
  func run(onServing: @escaping @Sendable (Int) async -> Void) async throws {
    let router = IntakeApplication.router(
      try intake(), mostFormBytes: 98_304, mostFormFields: 200)
    addNothing(to: router)
    let (certificate, key) = try SystemCommand.certificate(in: folder)
    let identity = try TLSIdentity(certificate: certificate, key: key)
    let http = HTTP1Channel.Configuration(
      idleTimeout: .seconds(60),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64))
    let silent = Logger(label: "ovoz-bench") { _ in SwiftLogNoOpLogHandler() }
    let application = Application(
      router: router,
      server: try .tls(
        .http1(configuration: http), tlsConfiguration: try identity.configuration()),
      configuration: .init(
        address: .hostname("127.0.0.1", port: port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(1_000)),
      onServerRunning: { channel in await onServing(channel.localAddress?.port ?? 0) },
      logger: silent)
    try await application.runService()
  }

  /// The real inbox, in the server's folder.
  func inbox() throws -> SQLiteInbox {
    try SQLiteInbox(folder: folder.appending(path: "state"), campaign: campaign)
  }

  /// The day is the campaign's first, so that the form is open whenever this runs.
  private func intake() throws -> Intake {
    let inbox = try inbox()
    let disk = DiskSpace(folder: folder, least: 200 << 20)
    let today = campaign.opens
    let texts = try PageTexts(file: URL(filePath: project).appending(path: "Config/pages.yaml"))
    return try Intake(
      campaign: campaign, store: inbox, texts: texts, exit: "https://www.wikipedia.org/",
      log: EventLog { _ in }, door: Door(perMinute: 1_000_000, burst: 1_000_000), today: { today },
      hasRoom: disk.isEnough)
  }

  /// Reads the same body and answers 256 bytes under headers of the same length, made only once: the least that
  /// this server can do with a testimony.
  private func addNothing(to router: Router<BasicRequestContext>) {
    let length = Submission.length(in: campaign.form)
    let headers = Self.headers
    let body = ByteBuffer(repeating: UInt8(ascii: " "), count: 254)
    router.post("/nothing") { request, _ in
      let sent = try await request.body.collect(upTo: length)
      guard sent.readableBytes == length else { return Response(status: .badRequest) }
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
    }
  }

  private static var headers: HTTPFields {
    let fields = [
      (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'sha256-\(String(repeating: "0", count: 44))'; "
          + "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
      ),
      ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
      ("X-Robots-Tag", "noindex"), ("Strict-Transport-Security", "max-age=63072000"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Embedder-Policy", "require-corp"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), display-capture=(), browsing-topics=()"
      ),
      ("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "254"),
    ]
    return fields.reduce(into: HTTPFields()) { headers, field in
      if let name = HTTPField.Name(field.0) { headers[name] = field.1 }
    }
  }
}
