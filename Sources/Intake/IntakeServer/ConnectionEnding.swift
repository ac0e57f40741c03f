// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Sees that every connection ends: those of HTTP/1.0 with their reply, and those that dawdle.
///
/// A browser of HTTP/1.0, as w3m is, reads until the connection ends (RFC 9112 §9.3). The library that
/// answers knows only the word "close" and no version, so this writes the word into such a request.
/// And a body that comes a byte at a time is never idle, so that its connection would be held for ever:
/// a whole request has to arrive within a time.
/// And whoever sends requests one behind the other and reads no reply would have all replies pile up in memory: after a
/// few that wait to be read, the connection ends. No browser sends so. A reply has to be read within the same time, too.
/// What it sees it tells its ``Places``, which let go of others when all are taken.
final class ConnectionEnding: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Requests whose reply the system has not wholly taken yet.
  static let mostUnread = 4

  private let most: TimeAmount
  private let place: PlaceHandler
  private var clock: Scheduled<Void>?
  private var replyClock: Scheduled<Void>?
  private var unread = 0
  private var isArriving = false
  private var isAnswering = false

  /// Takes the time from a request's head to its end, which is also that from a reply's head to its last byte on the way.
  init(most: TimeAmount, place: PlaceHandler) { (self.most, self.place) = (most, place) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(var head):
      unread += 1
      guard unread <= Self.mostUnread else { return context.close(promise: nil) }
      isArriving = true
      clock = restarted(clock, context)
      if head.version.major == 1, head.version.minor == 0 {
        head.headers.replaceOrAdd(name: "connection", value: "close")
      }
      context.fireChannelRead(wrapInboundOut(.head(head)))
    case .body: context.fireChannelRead(data)
    case .end:
      clock?.cancel()
      isArriving = false
      tellPlace()
      context.fireChannelRead(data)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let part = unwrapOutboundIn(data)
    if case .head = part { replyClock = restarted(replyClock, context) }
    guard case .end = part else { return context.write(data, promise: promise) }
    // Fulfilled when the last byte has gone to the system, not when it was put in line.
    let sent = promise ?? context.eventLoop.makePromise()
    sent.futureResult.assumeIsolated().whenComplete { _ in self.replyHasGone() }
    context.write(data, promise: sent)
  }

  func channelInactive(context: ChannelHandlerContext) {
    clock?.cancel()
    replyClock?.cancel()
    context.fireChannelInactive()
  }

  private func replyHasGone() {
    unread -= 1
    if unread == 0 { replyClock?.cancel() }
    tellPlace()
  }

  /// A place is safe while a whole request has no reply yet; a reply may also come before the request's end.
  private func tellPlace() {
    let isOwed = unread > (isArriving ? 1 : 0)
    guard isOwed != isAnswering else { return }
    isAnswering = isOwed
    if isOwed { place.beginsAnswer() } else { place.waits() }
  }

  private func restarted(
    _ clock: Scheduled<Void>?, _ context: ChannelHandlerContext
  ) -> Scheduled<Void> {
    clock?.cancel()
    let channel = context.channel
    return context.eventLoop.scheduleTask(in: most) { channel.close(promise: nil) }
  }

  /// Puts ``ConnectionEnding`` where versions are still known, right after the decoder, and a place before all others.
  ///
  /// The library takes handlers only for the place after its own, where they are not.
  final class Placing: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let most: TimeAmount
    private let places: Places
    init(most: TimeAmount, places: Places) { (self.most, self.places) = (most, places) }

    func handlerAdded(context: ChannelHandlerContext) {
      let pipeline = context.pipeline.syncOperations
      guard
        let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      else { return }
      let place = PlaceHandler(places)
      try? pipeline.addHandler(place, position: .first)
      try? pipeline.addHandler(
        ConnectionEnding(most: most, place: place), position: .after(decoder))
    }
  }
}
