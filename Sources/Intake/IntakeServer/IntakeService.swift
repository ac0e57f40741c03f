// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import IntakeStore
import Logging
import NIOCore
public import ServiceLifecycle
import UnixSignals

/// The running intake: the HTTPS server, what reloads its certificate, and what tidies its databases.
public struct IntakeService: Service {
  private let settings: IntakeSettings
  private let intake: Intake
  private let identity: TLSIdentity?
  private let inbox: SQLiteInbox?
  private let log: EventLog
  private let publish: @Sendable () throws -> Void

  /// Takes everything the server is made of; `publish` brings the public log up to date, at the start and every hour.
  ///
  /// Without an identity it listens on the settings' unix socket, where somebody else ends TLS.
  public init(
    settings: IntakeSettings, intake: Intake, identity: TLSIdentity?, inbox: SQLiteInbox?,
    log: EventLog, publish: @escaping @Sendable () throws -> Void
  ) {
    self.publish = publish
    (self.settings, self.intake, self.identity) = (settings, intake, identity)
    (self.inbox, self.log) = (inbox, log)
  }

  /// Serves until a graceful shutdown is asked for (SIGTERM, SIGINT).
  public func run() async throws {
    let application = try application()
    let services: [any Service] = [
      application, CertificateReloads(identity: identity, log: log),
      Tidying(inbox: inbox, log: log, publish: publish),
    ]
    let group = ServiceGroup(
      configuration: .init(
        services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.silent))
    // What ends the group early is the server that could not listen: the other services only wait.
    do { try await group.run() } catch { throw IntakeServerError.cannotListen }
    log(.stopped)
  }

  /// How many times the idle time a whole request may take: of 60 seconds, 11 KB at 63 bytes a second.
  private static let patience = 3

  private func application() throws -> any ApplicationProtocol {
    let router = IntakeApplication.router(
      intake, mostFormBytes: settings.mostFormBytes, mostFormFields: settings.mostFormFields,
      onion: settings.onion)
    let http = HTTPServerBuilder.http1(configuration: channel)
    guard let identity else {
      return try application(router, http, .unixDomainSocket(path: socket().path))
    }
    return application(
      router, try .tls(http, tlsConfiguration: try identity.configuration()),
      .hostname(settings.host, port: settings.port))
  }

  private func socket() throws(IntakeServerError) -> URL {
    guard let socket = settings.socket else { throw .cannotListen }
    return socket
  }

  private var channel: HTTP1Channel.Configuration {
    let most = TimeAmount.seconds(Int64(settings.idleSeconds * Self.patience))
    return .init(
      additionalChannelHandlers: [ConnectionEnding.Placing(most: most)],
      idleTimeout: .seconds(Int64(settings.idleSeconds)),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64))
  }

  private func application(
    _ router: Router<BasicRequestContext>, _ server: HTTPServerBuilder, _ address: BindAddress
  ) -> some ApplicationProtocol {
    let (log, socket) = (log, identity == nil ? settings.socket : nil)
    return Application(
      router: router, server: server,
      configuration: .init(
        address: address, serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.mostConnections)),
      onServerRunning: { _ in
        // The proxy's user is in the socket's group; nobody else may knock.
        if let socket { chmod(socket.path, 0o660) }
        log(.started)
      }, logger: Self.silent)
  }

  /// The libraries' own messages may hold an address or a path: none of them is written (G3).
  private static let silent = Logger(label: "ovoz") { _ in SwiftLogNoOpLogHandler() }
}

/// Reads the certificate again on SIGHUP.
private struct CertificateReloads: Service {
  let identity: TLSIdentity?
  let log: EventLog

  func run() async throws {
    await cancelWhenGracefulShutdown {
      // Without an identity the signal is taken and nothing is done: it must not end the server.
      for await _ in await UnixSignalsSequence(trapping: .sighup) {
        guard let identity else { continue }
        do {
          try identity.reload()
          log(.certificateReloaded)
        } catch { log(.certificateUnreadable) }
      }
    }
  }
}

/// Publishes the log and tidies the databases every hour, so that they tell no order of arrival for long.
private struct Tidying: Service {
  let inbox: SQLiteInbox?
  let log: EventLog
  let publish: @Sendable () throws -> Void

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try publish() } catch { log(.logFailed) }
        guard (try? await Task.sleep(for: .seconds(3_600))) != nil else { return }
        do { try inbox?.tidy() } catch { log(.tidyFailed) }
      }
    }
  }
}
