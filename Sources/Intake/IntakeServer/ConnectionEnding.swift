// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Sees that every connection ends: those of HTTP/1.0 with their reply, and those that dawdle.
///
/// A browser of HTTP/1.0, as w3m is, reads until the connection ends (RFC 9112 §9.3). The library that
/// answers knows only the word "close" and no version, so this writes the word into such a request.
/// And a body that comes a byte at a time is never idle, so that its connection would be held for ever:
/// a whole request has to arrive within a time.
final class ConnectionEnding: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let most: TimeAmount
  private var clock: Scheduled<Void>?

  /// Takes the time from a request's head to its end.
  init(most: TimeAmount) { self.most = most }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(var head):
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
