// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOEmbedded
import NIOSSL

/// The head of a page as a running server on this machine gave it, and the certificate that came before.
///
/// For `ovoz-intake check`: pages are fetched, nothing is sent. No route counts or notes a page that is fetched, so this leaves
/// as little as any visit.
public struct PageHead: Sendable {
  /// HTTP's status.
  public let status: Int
  /// The certificate that was shown, where there is TLS.
  public let certificate: ShownCertificate?
  private let fields: [Field]

  private struct Field {
    /// In small letters.
    let name: String
    let value: String
  }

  /// Asks for a page, as `host`, and reads no further than its head.
  public init(
    of path: String, at place: ServerPlace, host: String = "localhost"
  ) throws(IntakeServerError) {
    let request = Array("GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
    let answer: Answer
    do { answer = try Self.answer(to: request, at: place) } catch { throw .noAnswer }
    certificate = answer.certificate.map { ShownCertificate($0) }
    let lines = String(decoding: answer.head, as: UTF8.self)
      .split(separator: Character("\r\n"))
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count > 1, let status = Int(words[1]) else { throw .noAnswer }
    self.status = status
    fields = lines.dropFirst().compactMap(Self.field)
  }

  /// Whether a program that knows this machine's authorities takes the certificate, chain and all.
  public static func isTrusted(at place: ServerPlace) -> Bool {
    guard case .port(_, _, let name) = place else { return false }
    let request = Array("HEAD /help HTTP/1.1\r\nHost: \(name ?? "")\r\n\r\n".utf8)
    return (try? answer(to: request, at: place, verified: true)) != nil
  }

  /// All values of a header, by its name in small letters.
  func values(of name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// The names of all headers, in small letters.
  var names: Set<String> { Set(fields.map(\.name)) }

  private static func field(_ line: Substring) -> Field? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let value = line[line.index(after: colon)...].trimmingPrefix(while: \.isWhitespace)
    return Field(name: line[..<colon].lowercased(), value: String(value))
  }

  private typealias Answer = (head: [UInt8], certificate: NIOSSLCertificate?)

  private static func answer(
    to request: [UInt8], at place: ServerPlace, verified: Bool = false
  ) throws -> Answer {
    let connection = try LocalConnection(to: place)
    switch place {
    case .socket: return (try answer(to: request, over: connection), nil)
    case .port(_, _, let name):
      return try answer(to: request, over: connection, name: name, verified: verified)
    }
  }

  /// No head of a page is as long, in bytes.
  private static let longest = 65_536

  /// Whether the head has come to its end.
  private static func isWhole(_ bytes: [UInt8]) -> Bool {
    Data(bytes).range(of: Data("\r\n\r\n".utf8)) != nil
  }

  private static func head(of bytes: [UInt8]) throws(IntakeServerError) -> [UInt8] {
    guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) else { throw .noAnswer }
    return Array(bytes.prefix(end.lowerBound))
  }

  private static func answer(
    to request: [UInt8], over connection: borrowing LocalConnection
  ) throws(IntakeServerError) -> [UInt8] {
    try connection.tell(request)
    var answer: [UInt8] = []
    while !isWhole(answer), answer.count < longest {
      let bytes = try connection.hear()
      guard !bytes.isEmpty else { break }
      answer += bytes
    }
    return try head(of: answer)
  }

  /// The same in TLS: a channel without a network, whose two sides are carried to and fro here.
  private static func answer(
    to request: [UInt8], over connection: borrowing LocalConnection, name: String?, verified: Bool
  ) throws -> Answer {
    let handler = try Self.handler(name, verified: verified)
    let channel = EmbeddedChannel(handler: handler)
    defer {
      channel.close(promise: nil)
      // Nobody waits for the other side's farewell: its time passes at once.
      channel.embeddedEventLoop.advanceTime(by: .seconds(60))
    }
    channel.connect(to: try SocketAddress(unixDomainSocketPath: "/"), promise: nil)
    channel.writeAndFlush(ByteBuffer(bytes: request), promise: nil)
    var answer: [UInt8] = []
    while !isWhole(answer), answer.count < longest {
      while let out = try channel.readOutbound(as: ByteBuffer.self) {
        try connection.tell(Array(buffer: out))
      }
      let bytes = try connection.hear()
      guard !bytes.isEmpty else { break }
      try channel.writeInbound(ByteBuffer(bytes: bytes))
      while let read = try channel.readInbound(as: ByteBuffer.self) {
        answer += Array(buffer: read)
      }
    }
    return (try head(of: answer), handler.peerCertificate)
  }

  /// Unless it is asked for, any certificate will do: what is wrong with it has to be told.
  private static func handler(_ name: String?, verified: Bool) throws -> NIOSSLClientHandler {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = verified ? .fullVerification : .none
    configuration.minimumTLSVersion = .tlsv12
    return try NIOSSLClientHandler(
      context: try NIOSSLContext(configuration: configuration), serverHostname: name)
  }
}
