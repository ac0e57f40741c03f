// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// Runs a command of the system, by name, and gives what it printed.
enum SystemCommand {
  @discardableResult
  static func run(_ words: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // Swift's worker threads block signals and a child inherits that: without its alarm
    // `openssl speed` would never end.
    process.arguments = ["--default-signal=ALRM,TERM,INT"] + words
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    // A child inherits this thread's blocked signals, and `openssl speed` stops itself by an alarm.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchError.commandFailed(words.first ?? "")
    }
    return String(decoding: printed, as: UTF8.self)
  }

  /// Bare ECDH on P-256 per second of processor time, by the system's own OpenSSL.
  static func opensslECDH(seconds: Int) throws -> Double {
    let words = ["openssl", "speed", "-seconds", "\(seconds)", "-mr", "ecdhp256"]
    let printed = try run(words)
    // "+F5:3:256:15304.255319:0.000065": curve number, bits, operations a second, seconds each.
    let line = printed.split(separator: "\n").first { $0.hasPrefix("+F5:") }
    guard let columns = line?.split(separator: ":"), columns.count >= 4,
      let rate = Double(columns[3])
    else { throw BenchError.commandFailed("openssl speed") }
    return rate
  }

  /// A certificate for 127.0.0.1 that nobody trusts, and its key, both PEM.
  static func certificate(in folder: URL) throws -> (certificate: URL, key: URL) {
    let certificate = folder.appending(path: "certificate.pem")
    let key = folder.appending(path: "certificate-key.pem")
    try run([
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
      "-days", "2", "-subj", "/CN=127.0.0.1", "-keyout", key.path, "-out", certificate.path,
    ])
    return (certificate, key)
  }
}
