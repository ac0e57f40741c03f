// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Lets a connection of HTTP/1.0 end with its reply (RFC 9112 §9.3).
///
/// A browser of that version, as w3m is, reads until the connection ends. The library that answers
/// knows only the word "close" and no version, so this writes the word into such a request.
final class OldHTTP: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), head.version.major == 1,
      head.version.minor == 0
    else { return context.fireChannelRead(data) }
    head.headers.replaceOrAdd(name: "connection", value: "close")
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// Puts ``OldHTTP`` where versions are still known: right after the decoder.
  ///
  /// The library takes handlers only for the place after its own, where they are not.
  final class Placing: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    func handlerAdded(context: ChannelHandlerContext) {
      let pipeline = context.pipeline.syncOperations
      guard
        let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      else { return }
      try? pipeline.addHandler(OldHTTP(), position: .after(decoder))
    }
  }
}
