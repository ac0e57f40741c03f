// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Deflation
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Every reply that the routes give, with the headers that each of them has.
enum Replies {
  /// What the page's script is told; the first word of the body.
  enum Word: String { case accepted, closed, refused, full, slip }

  /// Length of the body of a script's reply, in bytes.
  static let wordLength = 256

  /// A page; where `length` is given its head and its body have one length each, whatever they say (G4).
  static func page(
    _ bytes: [UInt8], _ status: HTTPResponse.Status = .ok, script: PageScript = .exit,
    padTo length: Int? = nil
  ) -> Response {
    let type = "text/html; charset=utf-8"
    let holdsWords = length != nil || script == .form || script == .receipt
    let status = status == .ok && holdsWords ? .unkept : status
    guard let length else { return reply(bytes, type, status, script: script) }
    return padded(bytes, to: length, type, status, script: script)
  }

  /// A page that is asked for and not sent to, compressed where the browser takes that.
  static func fetched(
    _ bytes: [UInt8], script: PageScript, audio: Bool = false, gzip: Bool
  ) -> Response {
    var reply = page(bytes, script: script)
    if audio { reply.headers[.contentSecurityPolicy] = PageAssets.policy(script, audio: true) }
    reply.headers[.vary] = "Accept-Encoding, Accept-Language"
    guard gzip, let compressed = Deflate.gzip(bytes) else { return reply }
    reply.headers[.contentEncoding] = "gzip"
    reply.headers[.contentLength] = String(compressed.count)
    reply.body = .init(byteBuffer: ByteBuffer(bytes: compressed))
    return reply
  }

  /// Asks the page's script for some work first (SubmissionFormat §3).
  static func busy(_ challenge: [UInt8]) -> Response {
    told("busy \(Hex.text(challenge)) \(Admission.bits)", .serviceUnavailable)
  }

  /// A form in a file has no origin of its own, and has to know whether its bytes arrived; the word tells nothing else.
  private static func told(_ text: String, _ status: HTTPResponse.Status) -> Response {
    var reply = padded(Array(text.utf8), to: wordLength, "text/plain; charset=utf-8", status)
    reply.headers[.accessControlAllowOrigin] = "*"
    return reply
  }

  /// Length of the body of an answer about a receipt, in bytes.
  static let receiptLength = 8_192

  /// What the receipt page's script is told, always in one length (G4, G6).
  static func receipt(_ answer: some Encodable, _ status: HTTPResponse.Status) -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = (try? encoder.encode(answer)).map(Array.init) ?? []
    return padded(body, to: receiptLength, "application/json", status)
  }

  /// A script that the form loads after its first view, compressed where the browser takes that.
  static func script(_ bytes: [UInt8], gzip: Bool) -> Response {
    var reply = reply(bytes, "text/javascript; charset=utf-8", .ok)
    reply.headers[.vary] = "Accept-Encoding, Accept-Language"
    guard gzip, let compressed = Deflate.gzip(bytes) else { return reply }
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
    told(word.rawValue, status)
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

  /// One length for the head and one for the body.
  ///
  /// They are two records of TLS, and the length of each is seen on the line: so what a status line or
  /// a policy lacks is made up for in the head itself.
  private static func padded(
    _ bytes: [UInt8], to length: Int, _ type: String, _ status: HTTPResponse.Status,
    script: PageScript = .none
  ) -> Response {
    let room = [UInt8](repeating: UInt8(ascii: " "), count: max(0, length - bytes.count))
    var reply = reply(bytes + room, type, status, script: script)
    let missing =
      PageAssets.longestPolicy - PageAssets.policy(script).utf8.count
      + longestReason - status.reasonPhrase.utf8.count
    if let name = HTTPField.Name("Padding") {
      reply.headers[name] = String(repeating: "0", count: missing + 1)
    }
    return reply
  }

  /// Letters; the longest reason phrase that is sent has 29 ("Non-Authoritative Information").
  private static let longestReason = 32

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

extension HTTPResponse.Status {
  /// The status of pages that can hold words or digits (G3).
  ///
  /// Chromium keeps a page whole for its Back button, `no-store` or not, and without scripts nothing
  /// on the page can hinder it; it never keeps one whose status is not 200. Otherwise 203 is as 200
  /// (RFC 9110 §15.3.4).
  static let unkept = HTTPResponse.Status.nonAuthoritativeInformation
}
