// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct PageTests {
  /// One way of asking, and the status that it gets.
  static let visits: [(HTTPRequest.Method, String, HTTPResponse.Status)] = [
    (.get, "/", .unkept), (.head, "/", .unkept), (.get, "/?lang=ru", .unkept),
    (.get, "/campaign.json", .ok),
    (.get, "/exit", .seeOther), (.get, "/help", .ok), (.get, "/answer", .ok),
    (.get, "/receipt", .unkept),
    (.get, "/audio/tg/change.mp3", .notFound),
    (.get, "/nothing", .notFound), (.get, "/../etc/passwd", .notFound),
    (.post, "/", .badRequest), (.put, "/", .notFound), (.delete, "/", .notFound),
    (.post, "/campaign.json", .notFound),
  ]

  // G3
  @Test(arguments: visits)
  func `every reply has the headers that keep traces off the device, and no cookie`(
    method: HTTPRequest.Method, path: String, status: HTTPResponse.Status
  ) async throws {
    let reply = try await Counter().visit(method, path)
    #expect(reply.status == status)
    try Self.checkHeaders(of: reply)
  }

  // G11
  @Test func `replies that refuse or are closed have the same headers`() async throws {
    let open = try Counter()
    try Self.checkHeaders(of: try await open.send([1, 2, 3]))
    try Self.checkHeaders(of: try await open.send(plain: "a=b"))
    let closed = try Counter(hasCampaign: false)
    for (method, path) in [(HTTPRequest.Method.get, "/"), (.get, "/campaign.json"), (.post, "/")] {
      try Self.checkHeaders(of: try await closed.visit(method, path))
    }
    try Self.checkHeaders(of: try await closed.send([1, 2, 3]))
    try Self.checkHeaders(of: try await closed.send(plain: "a=b"))
  }

  private static func checkHeaders(of reply: TestResponse) throws {
    let expected = [
      "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "X-Robots-Tag": "noindex",
      "Strict-Transport-Security": "max-age=63072000", "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
      "Cross-Origin-Resource-Policy": "same-origin",
    ]
    for (name, value) in expected {
      #expect(reply.headers[try #require(HTTPField.Name(name))] == value, "\(name)")
    }
    let policy = try #require(reply.headers[.contentSecurityPolicy])
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(!policy.contains("media-src"), "nothing can be heard here")
    #expect(policy.hasSuffix("base-uri 'none'; frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    for name in ["Set-Cookie", "Server", "Last-Modified", "ETag"] {
      #expect(reply.headers[try #require(HTTPField.Name(name))] == nil, "\(name)")
    }
  }

  @Test func `the policy's hashes are those of the style and the script in the page`() async throws
  {
    let counter = try Counter()
    // The form may load one script more from its own address; the receipt page has a plan too.
    let pages = [
      ("/", "' 'self'; connect-src 'self'; ", 2), ("/receipt", "'; connect-src 'self'; ", 2),
      ("/nothing", "'; img-src", 1), ("/help", "'; img-src", 1), ("/answer", "'; img-src", 1),
    ]
    for (path, then, scripts) in pages {
      let reply = try await counter.visit(.get, path)
      let policy = try #require(reply.headers[.contentSecurityPolicy])
      let style = try Self.inside("<style>", "</style>", reply.text)
      #expect(policy.contains("style-src '\(Self.hash(style))'"))
      let script = try Self.inside("<script>", "</script>", reply.text)
      #expect(policy.contains("script-src '\(Self.hash(script))\(then)"), "\(path): \(policy)")
      #expect(reply.text.components(separatedBy: "<script").count == scripts + 1)
      #expect(!reply.text.contains(" onclick=") && !reply.text.contains(" style="))
    }
  }

  // G3
  @Test func `no page loads a thing from anywhere`() async throws {
    let counter = try Counter()
    for path in ["/", "/nothing", "/help", "/answer", "/receipt"] {
      let reply = try await counter.visit(.get, path)
      #expect(!reply.text.contains(" src="))
      let links = reply.text.components(separatedBy: "href=\"").dropFirst()
        .compactMap { $0.components(separatedBy: "\"").first }
      for link in links {
        let isHere = ["?", "#", "/", "data:,"].contains { link.hasPrefix($0) }
        #expect(isHere, "\(link)")
      }
    }
  }

  @Test func `each visit has its own record id, and nothing else that differs`() async throws {
    let counter = try Counter()
    let pages = [try await counter.visit().text, try await counter.visit().text]
    let records = try pages.map { try Self.inside("name=\"record\" value=\"", "\"", $0) }
    #expect(records[0] != records[1])
    #expect(Hex.bytes(records[0])?.count == 16)
    let rest = zip(pages, records).map { $0.replacingOccurrences(of: $1, with: "") }
    #expect(rest[0] == rest[1])
  }

  @Test func `the compressed form is the same form`() async throws {
    let counter = try Counter()
    let plain = try await counter.visit()
    let packed = try await counter.visit(.get, "/", ["Accept-Encoding": "br, gzip"])
    #expect(plain.headers[.contentEncoding] == nil)
    #expect(packed.headers[.contentEncoding] == "gzip")
    #expect(packed.headers[.contentLength] == String(packed.body.readableBytes))
    #expect(packed.body.readableBytes < plain.body.readableBytes / 2)
    // Another program opens it; only the record id differs from visit to visit.
    let page = String(decoding: try Self.gunzip(packed.bytes), as: UTF8.self)
    let record = try Self.inside("name=\"record\" value=\"", "\"", page)
    let other = try Self.inside("name=\"record\" value=\"", "\"", plain.text)
    #expect(page == plain.text.replacingOccurrences(of: other, with: record))
  }

  // G4
  @Test func `what answers a sending is never compressed`() async throws {
    let counter = try Counter()
    let reply = try await counter.visit(
      .post, "/",
      ["Accept-Encoding": "gzip", "Content-Type": "application/x-www-form-urlencoded"],
      body: Array("change.text=invented".utf8))
    #expect(reply.status == .unkept)
    #expect(reply.headers[.contentEncoding] == nil)
  }

  @Test func `the campaign file is given as it is`() async throws {
    let counter = try Counter()
    let reply = try await counter.visit(.get, "/campaign.json")
    #expect(reply.bytes == counter.canned.campaign.fileBytes)
    #expect(reply.headers[.contentType] == "application/json")
  }

  private static func inside(_ start: String, _ end: String, _ text: String) throws -> String {
    let from = try #require(text.range(of: start)).upperBound
    let to = try #require(text.range(of: end, range: from..<text.endIndex)).lowerBound
    return String(text[from..<to])
  }

  private static func hash(_ text: String) -> String {
    "sha256-" + Data(Digest.sha256(Array(text.utf8))).base64EncodedString()
  }

  private static func gunzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "page.gz")
    try Data(bytes).write(to: file)
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/bin/gzip")
    gzip.arguments = ["-d", file.path]
    try gzip.run()
    gzip.waitUntilExit()
    #expect(gzip.terminationStatus == 0)
    return Array(try Data(contentsOf: scratch.folder.appending(path: "page")))
  }
}
