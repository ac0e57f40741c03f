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
  private let pull: PullApplication?
  private let renewals: CertificateRenewals
  private let publish: @Sendable () async throws -> Void

  /// Takes everything the server is made of; `publish` brings log and bundles up to date, at the start and every hour.
  ///
  /// Without an identity it listens on the settings' unix sockets, where somebody else ends TLS.
  public init(
    settings: IntakeSettings, intake: Intake, identity: TLSIdentity?, inbox: SQLiteInbox?,
    pull: PullApplication? = nil, renewals: CertificateRenewals, log: EventLog,
    publish: @escaping @Sendable () async throws -> Void
  ) {
    (self.publish, self.pull, self.renewals) = (publish, pull, renewals)
    (self.settings, self.intake, self.identity) = (settings, intake, identity)
    (self.inbox, self.log) = (inbox, log)
  }

  /// Serves until a graceful shutdown is asked for (SIGTERM, SIGINT).
  public func run() async throws {
    let services: [any Service] =
      try [application()] + pullApplications() + [
        CertificateReloads(renewals: renewals, identity: identity, log: log),
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
    let http = server(most: settings.mostConnections)
    if let socket = settings.socket {
      return application(router, http, Place(socket: socket, most: settings.mostConnections))
    }
    return application(
      router, try secured(http),
      Place(host: settings.host, port: settings.port, most: settings.mostConnections))
  }

  /// The analysts' door, on a socket, a port or both; never on the form's.
  private func pullApplications() throws -> [any ApplicationProtocol] {
    guard let pull else { return [] }
    var doors: [any ApplicationProtocol] = []
    if let socket = settings.pullSocket, canMake(socket) {
      doors.append(
        application(
          pull.router, server(most: Self.mostAnalysts),
          Place(socket: socket, most: Self.mostAnalysts, isForm: false)))
    }
    if let port = settings.pullPort {
      let place = Place(
        host: settings.host, port: port, most: Self.mostAnalysts, isForm: false)
      doors.append(
        application(pull.router, try secured(server(most: Self.mostAnalysts)), place))
    }
    return doors
  }

  /// Whether the analysts' socket can be made; a listener that cannot begin would end the form's too.
  private func canMake(_ socket: URL) -> Bool {
    guard SocketFolder(of: socket).lack != nil else { return true }
    log(.pullSocketLacking)
    return false
  }

  /// How many connections the analysts' door serves at a time.
  private static let mostAnalysts = 16

  private func secured(_ http: HTTPServerBuilder) throws -> HTTPServerBuilder {
    guard let identity else { throw IntakeServerError.badCertificate }
    return try .tls(http, tlsConfiguration: try identity.configuration())
  }

  /// HTTP for one listener, with places of its own.
  private func server(most: Int) -> HTTPServerBuilder {
    let places = Places(most: most)
    let time = TimeAmount.seconds(Int64(settings.idleSeconds * Self.patience))
    return .http1(
      configuration: .init(
        additionalChannelHandlers: [ConnectionEnding.Placing(most: time, places: places)],
        idleTimeout: .seconds(Int64(settings.idleSeconds)),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)))
  }

  private func application(
    _ router: Router<BasicRequestContext>, _ server: HTTPServerBuilder, _ place: Place
  ) -> some ApplicationProtocol {
    let log = log
    return Application(
      router: router, server: server,
      configuration: .init(
        address: place.address, serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(place.most)),
      onServerRunning: { _ in
        // The proxy's user is in the socket's group; nobody else may knock.
        if let socket = place.socket { chmod(socket.path, 0o660) }
        if place.isForm { log(.started) }
      }, logger: Self.silent)
  }

  /// The libraries' own messages may hold an address or a path: none of them is written (G3).
  private static let silent = Logger(label: "ovoz") { _ in SwiftLogNoOpLogHandler() }
}

/// Where one listener stands.
private struct Place {
  let address: BindAddress
  let socket: URL?
  let most: Int
  let isForm: Bool

  init(socket: URL, most: Int, isForm: Bool = true) {
    address = .unixDomainSocket(path: socket.path)
    (self.socket, self.most, self.isForm) = (socket, most, isForm)
  }

  init(host: String, port: Int, most: Int, isForm: Bool = true) {
    address = .hostname(host, port: port)
    (socket, self.most, self.isForm) = (nil, most, isForm)
  }
}

/// Publishes the log and tidies the databases every hour, so that they tell no order of arrival for long.
private struct Tidying: Service {
  let inbox: SQLiteInbox?
  let log: EventLog
  let publish: @Sendable () async throws -> Void

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await publish() } catch { log(.logFailed) }
        guard (try? await Task.sleep(for: .seconds(3_600))) != nil else { return }
        do { try inbox?.tidy() } catch { log(.tidyFailed) }
      }
    }
  }
}
