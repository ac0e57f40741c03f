// SPDX-License-Identifier: Apache-2.0

public import Foundation
import NIOCore
public import NIOSSL
import Synchronization

/// The server's certificate and key, which can be read again while it runs.
public final class TLSIdentity: Sendable {
  private let certificate: URL
  private let key: URL
  private let current: Mutex<NIOSSLContextConfigurationOverride>

  /// Reads certificate chain and key, PEM, and checks that they belong together.
  public init(certificate: URL, key: URL) throws(IntakeServerError) {
    self.certificate = certificate
    self.key = key
    current = Mutex(try Self.read(certificate, key))
  }

  /// Reads both files again; connections that begin from now on get the new ones.
  public func reload() throws(IntakeServerError) {
    let fresh = try Self.read(certificate, key)
    current.withLock { $0 = fresh }
  }

  /// TLS 1.3, and 1.2 for old phones, with whatever identity is current at each handshake.
  public func configuration() throws(IntakeServerError) -> TLSConfiguration {
    let identity = current.withLock { $0 }
    guard let chain = identity.certificateChain, let key = identity.privateKey else {
      throw .badCertificate
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain, privateKey: key)
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    configuration.sslContextCallback = { [self] _, promise in
      promise.succeed(current.withLock { $0 })
    }
    return configuration
  }

  private static func read(
    _ certificate: URL, _ key: URL
  ) throws(IntakeServerError) -> NIOSSLContextConfigurationOverride {
    let chain = try Self.chain(certificate)
    let privateKey = try Self.privateKey(key)
    do {
      var identity = NIOSSLContextConfigurationOverride()
      identity.certificateChain = chain.map { .certificate($0) }
      identity.privateKey = .privateKey(privateKey)
      // A context checks that chain and key fit, before any visitor meets a broken handshake.
      _ = try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey)))
      return identity
    } catch { throw .badCertificate }
  }

  private static func chain(_ file: URL) throws(IntakeServerError) -> [NIOSSLCertificate] {
    let chain = try? NIOSSLCertificate.fromPEMFile(file.path)
    guard let chain, !chain.isEmpty else { throw .unreadableCertificate(path: file.path) }
    return chain
  }

  private static func privateKey(_ file: URL) throws(IntakeServerError) -> NIOSSLPrivateKey {
    do { return try NIOSSLPrivateKey(file: file.path, format: .pem) } catch {
      throw .unreadableCertificate(path: file.path)
    }
  }
}
