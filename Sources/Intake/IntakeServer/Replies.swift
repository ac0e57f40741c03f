// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Every reply that the intake gives, with the headers that each of them has.
enum Replies {
  /// What the page's script is told; the first word of the body.
  enum Word: String { case accepted, closed, refused, full, slip }

  /// Length of a script's reply, reason phrase included, in bytes.
  static let wordLength = 256

  /// A page; `status` and the rest of the reply together have one length where `isPadded` (G4).
  static func page(
    _ bytes: [UInt8], _ status: HTTPResponse.Status = .ok, script: PageScript = .exit,
    padTo length: Int? = nil
  ) -> Response {
    var body = bytes
    // The policy is a part of the reply too: pages with a shorter one get more spaces.
    let shorter = PageAssets.longestPolicy - PageAssets.policy(script).utf8.count
    if let length { pad(&body, status, to: length + shorter) }
    return reply(body, "text/html; charset=utf-8", status, script: script)
  }

  /// A page that is asked for and not sent to, compressed where the browser takes that.
  static func fetched(
    _ bytes: [UInt8], script: PageScript, audio: Bool = false, gzip: Bool
  ) -> Response {
    var reply = page(bytes, script: script)
    if audio { reply.headers[.contentSecurityPolicy] = PageAssets.policy(script, audio: true) }
    reply.headers[.vary] = "Accept-Encoding, Accept-Language"
    guard gzip, let compressed = Gzip.compress(bytes) else { return reply }
    reply.headers[.contentEncoding] = "gzip"
    reply.headers[.contentLength] = String(compressed.count)
    reply.body = .init(byteBuffer: ByteBuffer(bytes: compressed))
    return reply
  }

  /// Asks the page's script for some work first (SubmissionFormat §3).
  static func busy(_ challenge: [UInt8]) -> Response {
    var body = Array("busy \(Hex.text(challenge)) \(Admission.bits)".utf8)
    let status = HTTPResponse.Status.serviceUnavailable
    pad(&body, status, to: wordLength)
    return told(body, status)
  }

  /// A form in a file has no origin of its own, and has to know whether its bytes arrived; the word tells nothing else.
  private static func told(_ body: [UInt8], _ status: HTTPResponse.Status) -> Response {
    var reply = reply(body, "text/plain; charset=utf-8", status)
    reply.headers[.accessControlAllowOrigin] = "*"
    return reply
  }

  /// Length of an answer about a receipt, reason phrase included, in bytes.
  static let receiptLength = 8_192

  /// What the receipt page's script is told, always in one length (G4, G6).
  static func receipt(_ answer: some Encodable, _ status: HTTPResponse.Status) -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var body = (try? encoder.encode(answer)).map(Array.init) ?? []
    pad(&body, status, to: receiptLength)
    return reply(body, "application/json", status)
  }

  /// A script that the form loads after its first view, compressed where the browser takes that.
  static func script(_ bytes: [UInt8], gzip: Bool) -> Response {
    var reply = reply(bytes, "text/javascript; charset=utf-8", .ok)
    reply.headers[.vary] = "Accept-Encoding, Accept-Language"
    guard gzip, let compressed = Gzip.compress(bytes) else { return reply }
    reply.headers[.contentEncoding] = "gzip"
    reply.headers[.contentLength] = String(compressed.count)
    reply.body = .init(byteBuffer: ByteBuffer(bytes: compressed))
    return reply
  }

  /// The public log.
  static func log(_ bytes: [UInt8]) -> Response {
    reply(bytes, "text/plain; charset=utf-8", .ok)
  }

  /// The answer to the page's script.
  static func word(_ word: Word, _ status: HTTPResponse.Status) -> Response {
    var body = Array(word.rawValue.utf8)
    pad(&body, status, to: wordLength)
    return told(body, status)
  }

  /// The way out: to the other page, and nothing of this one stays in the browser.
  static func exit(to address: String) -> Response {
    var reply = reply([], "text/plain; charset=utf-8", .seeOther)
    reply.headers[.location] = address
    if let name = HTTPField.Name("Clear-Site-Data") {
      reply.headers[name] = "\"cache\", \"cookies\", \"storage\""
    }
    return reply
  }

  /// A sound, or the part of it that a player asks for (RFC 9110 §14.2).
  static func sound(_ bytes: [UInt8], range: String?) -> Response {
    let part = range.flatMap { ByteRange($0, of: bytes.count) }
    var reply = reply(
      part.map { Array(bytes[$0.bounds]) } ?? bytes, "audio/mpeg",
      part == nil ? .ok : .partialContent)
    reply.headers[.acceptRanges] = "bytes"
    if let part { reply.headers[.contentRange] = part.text }
    return reply
  }

  /// The public campaign file.
  static func campaign(_ bytes: [UInt8]) -> Response {
    reply(bytes, "application/json", .ok)
  }

  /// The status line counts too: "Service Unavailable" is longer than "OK".
  private static func pad(_ body: inout [UInt8], _ status: HTTPResponse.Status, to length: Int) {
    let room = length - status.reasonPhrase.utf8.count - body.count
    body += [UInt8](repeating: UInt8(ascii: " "), count: max(0, room))
  }

  private static func reply(
    _ body: [UInt8], _ type: String, _ status: HTTPResponse.Status,
    script: PageScript = .none
  ) -> Response {
    var headers = headersByScript[script] ?? [:]
    headers[.contentType] = type
    headers[.contentLength] = String(body.count)
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  private static let headersByScript = Dictionary(
    uniqueKeysWithValues: PageScript.allCases.map { ($0, headers(policy: PageAssets.policy($0))) })

  /// Each of these is asked for by Mozilla's Observatory or keeps a trace off the device (G3).
  private static func headers(policy: String) -> HTTPFields {
    let fields: [(String, String)] = [
      ("Content-Security-Policy", policy),
      ("Cache-Control", "no-store"),
      ("Referrer-Policy", "no-referrer"),
      ("X-Content-Type-Options", "nosniff"),
      ("X-Frame-Options", "DENY"),
      ("X-Robots-Tag", "noindex"),
      ("Strict-Transport-Security", "max-age=63072000"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Embedder-Policy", "require-corp"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), display-capture=(), browsing-topics=()"
      ),
    ]
    return fields.reduce(into: HTTPFields()) { headers, field in
      guard let name = HTTPField.Name(field.0) else { return }
      headers[name] = field.1
    }
  }
}
