// SPDX-License-Identifier: Apache-2.0

import Foundation
import PageManifest

/// Fetches pages with the `curl` command: proxies, Tor and certificates are what it is good at.
struct Curl {
  let proxy: String?
  let authorities: String?

  /// What a common browser says of itself, so that a server cannot tell the check from a visit by its header fields.
  private static let browser = [
    "User-Agent: Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language: en-US,en;q=0.5",
  ]
  /// More than any page of the intake has, in bytes: a hostile server shall not fill the memory.
  private static let most = 8 << 20

  /// One reply; follows no redirect, reads no settings of the user's.
  func get(_ address: URL) throws -> ServedReply {
    var arguments = [
      "--disable", "--silent", "--include", "--suppress-connect-headers", "--compressed",
      "--http1.1", "--proto", "=https", "--max-redirs", "0", "--connect-timeout", "60",
      "--max-time", "120", "--max-filesize", String(Self.most),
    ]
    arguments += Self.browser.flatMap { ["--header", $0] }
    if let proxy { arguments += ["--proxy", proxy] }
    if let authorities { arguments += ["--cacert", authorities] }
    let (code, output) = try run(arguments + ["--", address.absoluteString])
    guard code == 0 else { throw Self.failure(code) }
    guard let reply = CurlReply(output)?.reply else { throw Self.failure(0) }
    return reply
  }

  private func run(_ arguments: [String]) throws -> (Int32, [UInt8]) {
    let process = Process()
    process.executableURL = try Self.program()
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var output: [UInt8] = []
    while let more = try pipe.fileHandleForReading.read(upToCount: 1 << 16), !more.isEmpty {
      output += more
      // A compressed body can be far larger than its file.
      if output.count > 2 * Self.most { process.terminate() }
    }
    process.waitUntilExit()
    return (process.terminationReason == .exit ? process.terminationStatus : 63, output)
  }

  private static func program() throws -> URL {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    for folder in path.split(separator: ":") {
      let file = "\(folder)/curl"
      if FileManager.default.isExecutableFile(atPath: file) { return URL(filePath: file) }
    }
    throw Failure("curl is not installed", hint: "run `apt install curl`")
  }

  /// Exit codes of curl(1), as far as somebody can do something about them.
  private static func failure(_ code: Int32) -> Failure {
    switch code {
    case 5: Failure("the proxy's name cannot be found", hint: "see --proxy")
    case 6: Failure("the server's name cannot be found", hint: "is the address right?")
    case 7, 97: Failure("there is no connection", hint: "is the server up, and the proxy?")
    case 28: Failure("the server did not answer in time", hint: "try again, or through another way")
    case 35, 51, 60:
      Failure(
        "the server's certificate is not trusted",
        hint: "somebody may stand in between: ask the operator; a test takes --cacert", code: 30)
    case 63: Failure("a page is far longer than any of an intake", hint: "is it one?", code: 30)
    case 77: Failure("the file of --cacert cannot be read", hint: "it is PEM", code: 64)
    default:
      Failure("a page could not be fetched (curl \(code))", hint: "see EXIT CODES in `man curl`")
    }
  }
}

/// Status line, header fields and body, as `curl --include` prints them.
private struct CurlReply {
  let reply: ServedReply

  init?(_ output: [UInt8]) {
    var rest = output[...]
    while let end = Self.end(of: rest) {
      let head = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[(end + 4)...]
      let lines = head.components(separatedBy: "\r\n")
      guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
      else { return nil }
      // 1xx are only announced.
      guard status >= 200 else { continue }
      reply = ServedReply(
        status: status, fields: lines.dropFirst().map(Self.field), body: Array(rest))
      return
    }
    return nil
  }

  private static func end(of bytes: ArraySlice<UInt8>) -> Int? {
    let gap: [UInt8] = [13, 10, 13, 10]
    return bytes.indices.dropLast(3).first { bytes[$0..<($0 + 4)].elementsEqual(gap) }
  }

  private static func field(_ line: String) -> ServedReply.Field {
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return .init(
      String(parts.first ?? ""),
      String(parts.dropFirst().first ?? "").trimmingCharacters(in: .whitespaces))
  }
}
