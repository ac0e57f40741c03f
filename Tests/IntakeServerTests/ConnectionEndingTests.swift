// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import IntakeServer

/// One connection without a network; it has one of two places.
private struct Visit {
  let channel = EmbeddedChannel()
  let places = Places(most: 2)

  init() throws {
    let place = PlaceHandler(places)
    try channel.pipeline.syncOperations.addHandlers(
      place, ConnectionEnding(most: .seconds(60), place: place))
    try channel.connect(to: SocketAddress(unixDomainSocketPath: "/invented")).wait()
  }

  func head(_ method: HTTPMethod = .GET) throws {
    try channel.writeInbound(
      HTTPServerRequestPart.head(.init(version: .http1_1, method: method, uri: "/")))
  }

  func request() throws {
    try head()
    try channel.writeInbound(HTTPServerRequestPart.end(nil))
  }

  /// Puts a reply in line; it has gone when the line is flushed.
  func reply(_ sent: EventLoopPromise<Void>? = nil) {
    let head = HTTPResponseHead(version: .http1_1, status: .ok)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.end(nil), promise: sent)
  }

  /// Another connection comes, and takes the last place.
  func somebodyComes() {
    places.leave(places.enter {})
    channel.embeddedEventLoop.run()
  }

  func isOpen(after time: TimeAmount) -> Bool {
    channel.embeddedEventLoop.advanceTime(by: time)
    return channel.isActive
  }

  /// Closes what is open still; a channel and its pipeline hold each other until then.
  func end() throws { _ = try channel.finish() }
}

@Suite struct ConnectionEndingTests {
  @Test func `a silent connection makes room`() throws {
    let visit = try Visit()
    visit.somebodyComes()
    #expect(!visit.channel.isActive)
  }

  @Test func `half a request keeps no place`() throws {
    let visit = try Visit()
    try visit.head(.POST)
    try visit.channel.writeInbound(HTTPServerRequestPart.body(ByteBuffer(string: "half")))
    visit.somebodyComes()
    #expect(!visit.channel.isActive)
  }

  @Test func `a whole request keeps its place until its reply has gone`() throws {
    let visit = try Visit()
    try visit.request()
    visit.somebodyComes()
    visit.reply()
    visit.somebodyComes()
    #expect(visit.channel.isActive)
    visit.channel.flush()
    visit.somebodyComes()
    #expect(!visit.channel.isActive)
  }

  @Test func `a refusal before the request is whole keeps no place`() throws {
    let visit = try Visit()
    try visit.head(.POST)
    visit.reply()
    visit.channel.flush()
    try visit.channel.writeInbound(HTTPServerRequestPart.end(nil))
    visit.somebodyComes()
    #expect(!visit.channel.isActive)
  }

  @Test func `the second of two requests keeps the place when the first is answered`() throws {
    let visit = try Visit()
    try visit.request()
    try visit.request()
    visit.reply()
    visit.channel.flush()
    visit.somebodyComes()
    #expect(visit.channel.isActive)
    try visit.end()
  }

  @Test func `a reply that nobody reads ends with its time`() throws {
    let visit = try Visit()
    try visit.request()
    #expect(visit.isOpen(after: .seconds(600)))
    let sent = visit.channel.eventLoop.makePromise(of: Void.self)
    visit.reply(sent)
    #expect(visit.isOpen(after: .seconds(59)))
    #expect(!visit.isOpen(after: .seconds(1)))
    // A socket that closes fails what waits in line; the one without a network keeps it.
    sent.fail(ChannelError.ioOnClosedChannel)
  }

  @Test func `a reply that was read ends nothing`() throws {
    let visit = try Visit()
    try visit.request()
    visit.reply()
    visit.channel.flush()
    #expect(visit.isOpen(after: .seconds(60)))
    try visit.end()
  }

  @Test func `a request that does not get whole ends with its time`() throws {
    let visit = try Visit()
    try visit.head(.POST)
    #expect(visit.isOpen(after: .seconds(59)))
    #expect(!visit.isOpen(after: .seconds(1)))
  }
}
