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
    _ bytes: [UInt8], _ status: HTTPResponse.Status = .ok, script: Bool = false,
    padTo length: Int? = nil
  ) -> Response {
    var body = bytes
    if let length { pad(&body, status, to: length) }
    return reply(body, "text/html; charset=utf-8", status, script: script)
  }

  /// The form, compressed where the browser takes that.
  static func form(_ bytes: [UInt8], gzip: Bool) -> Response {
    var reply = page(bytes, script: true)
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
    return reply(body, "text/plain; charset=utf-8", status, script: false)
  }

  /// Length of an answer about a receipt, reason phrase included, in bytes.
  static let receiptLength = 8_192

  /// What the receipt page's script is told, always in one length (G4, G6).
  static func receipt(_ answer: some Encodable, _ status: HTTPResponse.Status) -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var body = (try? encoder.encode(answer)).map(Array.init) ?? []
    pad(&body, status, to: receiptLength)
    return reply(body, "application/json", status, script: false)
  }

  /// The public log.
  static func log(_ bytes: [UInt8]) -> Response {
    reply(bytes, "text/plain; charset=utf-8", .ok, script: false)
  }

  /// The answer to the page's script.
  static func word(_ word: Word, _ status: HTTPResponse.Status) -> Response {
    var body = Array(word.rawValue.utf8)
    pad(&body, status, to: wordLength)
    return reply(body, "text/plain; charset=utf-8", status, script: false)
  }

  /// The public campaign file.
  static func campaign(_ bytes: [UInt8]) -> Response {
    reply(bytes, "application/json", .ok, script: false)
  }

  /// The status line counts too: "Service Unavailable" is longer than "OK".
  private static func pad(_ body: inout [UInt8], _ status: HTTPResponse.Status, to length: Int) {
    let room = length - status.reasonPhrase.utf8.count - body.count
    body += [UInt8](repeating: UInt8(ascii: " "), count: max(0, room))
  }

  private static func reply(
    _ body: [UInt8], _ type: String, _ status: HTTPResponse.Status, script: Bool
  ) -> Response {
    var headers = script ? headersWithScript : headersWithoutScript
    headers[.contentType] = type
    headers[.contentLength] = String(body.count)
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  private static let headersWithScript = headers(policy: PageAssets.policyWithScript)
  private static let headersWithoutScript = headers(policy: PageAssets.policyWithoutScript)

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
