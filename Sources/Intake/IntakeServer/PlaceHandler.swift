// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// One connection's place among all; it stands right at the socket.
///
/// There, letting go asks nobody: TLS would wait five seconds for a goodbye from who is silent anyway.
final class PlaceHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let places: Places
  private var seat: Places.Seat?

  init(_ places: Places) { self.places = places }

  func handlerAdded(context: ChannelHandlerContext) {
    let loop = context.eventLoop
    let bound = NIOLoopBound(context, eventLoop: loop)
    seat = places.enter { loop.execute { bound.value.close(promise: nil) } }
  }

  func handlerRemoved(context: ChannelHandlerContext) { seat.map(places.leave) }

  /// See ``Places/beginsAnswer(_:)``.
  func beginsAnswer() { seat.map(places.beginsAnswer) }

  /// See ``Places/waits(_:)``.
  func waits() { seat.map(places.waits) }
}
