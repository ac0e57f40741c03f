// SPDX-License-Identifier: Apache-2.0

import Testing
import WebTransfer

@Suite struct WebClientTests {
  private static let onion = String(repeating: "a", count: 56) + ".onion"

  @Test(arguments: [
    "http://form.example/", "ftp://form.example/", "file:///etc/passwd", "form.example", "",
    "http://\(onion).example/", "http://form.example/\(onion)", "http://x.onion@form.example/",
  ])
  func `an address without a certificate is refused, with a proxy too`(address: String) {
    #expect(throws: WebError.badAddress) { try WebClient(address) }
    #expect(throws: WebError.badAddress) { try WebClient(address, socks: "127.0.0.1:9050") }
  }

  @Test func `an onion is not asked for without a proxy`() throws {
    #expect(throws: WebError.badAddress) { try WebClient("http://\(Self.onion)/") }
    _ = try WebClient("http://\(Self.onion)/", socks: "127.0.0.1:9050")
  }

  @Test func `a server and a proxy that are not there are no connection`() throws {
    var reply: [UInt8] = []
    let direct = try WebClient("https://127.0.0.1:1/")
    #expect(throws: WebError.noConnection) { try direct.post([1], into: &reply, most: 9) }
    let through = try WebClient("http://\(Self.onion)/", socks: "127.0.0.1:1")
    #expect(throws: WebError.noConnection) { try through.post([1], into: &reply, most: 9) }
    #expect(reply.isEmpty)
  }
}
