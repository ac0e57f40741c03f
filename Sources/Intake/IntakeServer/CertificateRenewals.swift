// SPDX-License-Identifier: Apache-2.0

import ServiceLifecycle
import UnixSignals

/// The operator's word (SIGHUP) that there is a new certificate, from the moment this exists.
///
/// It is made before anything else: who has renewed a certificate does not know whether the server is still starting, and an
/// unexpected SIGHUP would end it. What comes before the form is open waits until then.
public struct CertificateRenewals: Sendable {
  let signals: UnixSignalsSequence

  /// Takes SIGHUP from here on.
  public init() async {
    signals = await UnixSignalsSequence(trapping: .sighup)
  }
}

/// Reads the certificate again whenever there is a new one.
struct CertificateReloads: Service {
  let renewals: CertificateRenewals
  let identity: TLSIdentity?
  let log: EventLog

  func run() async throws {
    await cancelWhenGracefulShutdown {
      // Without an identity the signal is taken and nothing is done: it must not end the server.
      for await _ in renewals.signals {
        guard let identity else { continue }
        do {
          try identity.reload()
          log(.certificateReloaded)
        } catch { log(.certificateUnreadable) }
      }
    }
  }
}
