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
/// few that wait to be read, the connection ends. No browser sends so.
final class ConnectionEnding: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Requests whose reply the system has not wholly taken yet.
  static let mostUnread = 4

  private let most: TimeAmount
  private var clock: Scheduled<Void>?
  private var unread = 0

  /// Takes the time from a request's head to its end.
  init(most: TimeAmount) { self.most = most }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(var head):
      unread += 1
      guard unread <= Self.mostUnread else { return context.close(promise: nil) }
      startClock(context)
      if head.version.major == 1, head.version.minor == 0 {
        head.headers.replaceOrAdd(name: "connection", value: "close")
      }
      context.fireChannelRead(wrapInboundOut(.head(head)))
    case .body: context.fireChannelRead(data)
    case .end:
      clock?.cancel()
      context.fireChannelRead(data)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    // Fulfilled when the last byte has gone to the system, not when it was put in line.
    let sent = promise ?? context.eventLoop.makePromise()
    sent.futureResult.assumeIsolated().whenComplete { _ in self.unread -= 1 }
    context.write(data, promise: sent)
  }

  func channelInactive(context: ChannelHandlerContext) {
    clock?.cancel()
    context.fireChannelInactive()
  }

  private func startClock(_ context: ChannelHandlerContext) {
    clock?.cancel()
    let channel = context.channel
    clock = context.eventLoop.scheduleTask(in: most) { channel.close(promise: nil) }
  }

  /// Puts ``ConnectionEnding`` where versions are still known: right after the decoder.
  ///
  /// The library takes handlers only for the place after its own, where they are not.
  final class Placing: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let most: TimeAmount
    init(most: TimeAmount) { self.most = most }

    func handlerAdded(context: ChannelHandlerContext) {
      let pipeline = context.pipeline.syncOperations
      guard
        let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      else { return }
      try? pipeline.addHandler(ConnectionEnding(most: most), position: .after(decoder))
    }
  }
}
